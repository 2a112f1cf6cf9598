package org.idiolect.model;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loaded script and the native memory that belongs to it. Calls may come from any thread, also
 * at the same time.
 *
 * <p>PyTorch's graph executor must not optimise: with its optimiser on, gradients are wrong from
 * the third call on. The switch is one per thread, so every call sets it on the thread that
 * computes ({@link NativeThreads}).
 */
final class Script implements AutoCloseable {
  static final String ENGINE = "PyTorch";

  private static final Logger LOG = LoggerFactory.getLogger(Script.class);

  /** How many cores this thread last asked PyTorch to use. */
  private static final ThreadLocal<Integer> THREADS = ThreadLocal.withInitial(() -> 0);

  private final ComputeConfig compute;
  private final Model model;
  private final NDManager manager;

  private Script(ComputeConfig compute, Model model, NDManager manager) {
    this.compute = compute;
    this.model = model;
    this.manager = manager;
  }

  static Script open(ComputeConfig compute) {
    return open(compute, ScriptArchive.text());
  }

  /** Loads the given script text, which the tests alter. */
  static Script open(ComputeConfig compute, String text) {
    configureEngine();
    if (!compute.device().equals("cpu")) {
      CardFacts card = CardFacts.of(compute);
      card.requireUsable();
      LOG.info("{}", card);
    }
    Model model = Model.newInstance(ScriptArchive.NAME, compute.djlDevice(), ENGINE);
    try {
      Path folder = Files.createTempDirectory("idiolect-script");
      try {
        ScriptArchive.write(folder, text);
        prepareThread(compute);
        model.load(folder, ScriptArchive.NAME + ".pt");
      } finally {
        Files.deleteIfExists(folder.resolve(ScriptArchive.NAME + ".pt"));
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot load the model script", e);
    } catch (MalformedModelException e) {
      throw new IllegalStateException("PyTorch refuses the model script", e);
    }
    return new Script(compute, model, NDManager.newBaseManager(compute.djlDevice(), ENGINE));
  }

  /**
   * DJL reads these when its engine starts, or before each call; the first must be as it is, the
   * others may be set outside.
   */
  static void configureEngine() {
    System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
    setUnlessGiven("ai.djl.pytorch.num_interop_threads", "1");
    setUnlessGiven("ai.djl.offline", "true");
    setUnlessGiven("OPT_OUT_TRACKING", "true");
  }

  private static void setUnlessGiven(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }

  private static void prepareThread(ComputeConfig compute) {
    Engine.getEngine(ENGINE);
    JniUtils.setGraphExecutorOptimize(false);
    if (THREADS.get() != compute.threads()) {
      JniUtils.setNumThreads(compute.threads());
      THREADS.set(compute.threads());
    }
  }

  ComputeConfig compute() {
    return compute;
  }

  /** Owner of what lives as long as the model. */
  NDManager manager() {
    return manager;
  }

  /** A manager for one call; the caller closes it. */
  NDManager newScope() {
    return manager.newSubManager();
  }

  /**
   * Runs one method of the script.
   *
   * @param scope owner of the result
   * @param arguments in the order of the script's parameters; arrays named {@code x[]} become one
   *     list
   */
  NDList call(NDManager scope, String method, NDList arguments) {
    // The result belongs to the manager of the first array.
    NDArray name = scope.create(new String[] {method}, StandardCharsets.UTF_8, new Shape(1));
    name.setName("module_method:" + method);
    NDList all = new NDList(arguments.size() + 1);
    all.add(name);
    all.addAll(arguments);
    return NativeThreads.call(
        compute.threads(),
        () -> {
          prepareThread(compute);
          return model.getBlock().forward(new ParameterStore(scope, false), all, true);
        });
  }

  /** Native copies, named so that they form one list among the arguments. */
  static NDList upload(NDManager owner, List<Tensor> tensors, String list) {
    NDList arrays = new NDList(tensors.size());
    for (Tensor tensor : tensors) {
      arrays.add(named(owner.create(tensor.data(), new Shape(tensor.shape())), list));
    }
    return arrays;
  }

  static NDArray named(NDArray array, String list) {
    array.setName(list + "[]");
    return array;
  }

  /** A list that the script does not read: DJL cannot pass an empty one. */
  static NDList unread(NDManager scope, String list) {
    return new NDList(named(scope.zeros(new Shape(1)), list));
  }

  /** Numbers stay on the CPU, where reading them costs no wait for the device. */
  static NDArray numbers(NDManager scope, long... values) {
    return scope.newSubManager(ai.djl.Device.cpu()).create(values);
  }

  static NDArray numbers(NDManager scope, double... values) {
    return scope.newSubManager(ai.djl.Device.cpu()).create(values);
  }

  @Override
  public void close() {
    manager.close();
    model.close();
  }
}
