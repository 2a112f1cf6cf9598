package org.idiolect.model;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A GPT-2 ready to score and to write, with frozen weights in native memory. Its methods may be
 * called from several threads at once.
 */
public final class Gpt2Model implements AutoCloseable {
  /**
   * Tokens, padding included, of one forward pass: enough to keep the cores busy, and few enough
   * that what a layer hands on stays in their caches.
   */
  private static final int TOKENS_A_PASS = 1024;

  /** The same for a card, which is only busy with more. */
  private static final int TOKENS_A_PASS_OF_A_CARD = 8192;

  private final Gpt2Config config;
  private final Script script;
  private final NDList weights;
  private final String sha256;

  /** What scoring reads on a CPU in bfloat16: made when first used, since training does without. */
  private NDList packed;

  private Gpt2Model(WeightSource source, Script script) {
    NativeWeights frozen =
        new NativeWeights(script, script.manager(), script.compute().precision());
    TensorHash hash = new TensorHash();
    source.read(frozen.and(hash));
    this.config = source.config();
    this.script = script;
    this.weights = frozen.arrays();
    this.sha256 = hash.finish();
  }

  /** Copies the weights to the device, in the precision of the arithmetic. */
  public static Gpt2Model load(Gpt2Weights weights, ComputeConfig compute) {
    return load(weights, Script.open(compute));
  }

  /**
   * Reads a model folder straight onto the device: the Java heap never holds the weights.
   *
   * @throws IllegalArgumentException as {@link Gpt2Weights#read} does
   */
  public static Gpt2Model load(Path folder, ComputeConfig compute) {
    return load(StoredWeights.of(folder), Script.open(compute));
  }

  static Gpt2Model load(Gpt2Weights weights, Script script) {
    return load(weights.source(), script);
  }

  private static Gpt2Model load(WeightSource source, Script script) {
    try {
      return new Gpt2Model(source, script);
    } catch (RuntimeException e) {
      script.close();
      throw e;
    }
  }

  public Gpt2Config config() {
    return config;
  }

  /** SHA-256 of the weights it was loaded from, float32: which model adapters belong to. */
  public String sha256() {
    return sha256;
  }

  Script script() {
    return script;
  }

  /** The script's list p, in the precision of the arithmetic. */
  NDList weights() {
    return weights;
  }

  /**
   * The weights as products read them best. Bfloat16 products on a CPU would lay their weights out
   * anew in every call; this costs half of the weights' memory once more.
   */
  private synchronized NDList scoringWeights() {
    ComputeConfig compute = script.compute();
    if (compute.precision() != Precision.BFLOAT16 || !compute.device().equals("cpu")) {
      return weights;
    }
    if (packed == null) {
      NDList arguments = new NDList(weights);
      ScriptSettings settings = ScriptSettings.withoutAdapter(config, compute.precision());
      try (NDManager scope = script.newScope()) {
        arguments.add(settings.dims(scope));
        packed = script.call(scope, "pack", arguments);
        packed.attach(script.manager());
        packed.forEach(array -> Script.named(array, "p"));
      }
    }
    return packed;
  }

  /**
   * Scores every token of every row but its first.
   *
   * @param tokenIds rows of any length up to the context length + 1; one result does not depend on
   *     the other rows
   * @param adapterOfRow null for the model as it is; entries may be null. All have the same rank,
   *     alpha and targets
   * @return ln p(id[t + 1] | id[0..t]) in nats, one less than the row has tokens
   */
  public float[][] logProbabilities(int[][] tokenIds, LoraAdapter[] adapterOfRow) {
    if (adapterOfRow != null && adapterOfRow.length != tokenIds.length) {
      throw new IllegalArgumentException(
          "got %d rows and adapters for %d".formatted(tokenIds.length, adapterOfRow.length));
    }
    float[][] result = new float[tokenIds.length][];
    for (int[] pass : passes(tokenIds)) {
      float[][] scores =
          scorePass(
              Arrays.stream(pass).mapToObj(row -> tokenIds[row]).toArray(int[][]::new),
              adapterOfRow == null
                  ? null
                  : Arrays.stream(pass)
                      .mapToObj(row -> adapterOfRow[row])
                      .toArray(LoraAdapter[]::new));
      for (int i = 0; i < pass.length; i++) {
        result[pass[i]] = scores[i];
      }
    }
    return result;
  }

  /** Without adapters. */
  public float[][] logProbabilities(int[][] tokenIds) {
    return logProbabilities(tokenIds, null);
  }

  /**
   * Continues each prompt. The result of a prompt does not depend on the others, nor on their
   * order; in bfloat16 up to rounding.
   *
   * @return in the order of the prompts
   */
  public List<Generation> generate(List<Prompt> prompts, SamplingConfig sampling) {
    return generate(prompts, sampling, Generator.ROWS);
  }

  /**
   * The same with another number of rows.
   *
   * @param rows written at the same time, at most; when one ends, the next prompt takes its place
   */
  public List<Generation> generate(List<Prompt> prompts, SamplingConfig sampling, int rows) {
    return new Generator(this, sampling, rows).generate(prompts);
  }

  /** Rows of like length go together, so that little is padding. */
  private List<int[]> passes(int[][] tokenIds) {
    boolean isCard = !script.compute().device().equals("cpu");
    int most = isCard ? TOKENS_A_PASS_OF_A_CARD : TOKENS_A_PASS;
    Integer[] order = new Integer[tokenIds.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(row -> -tokenIds[row].length));
    List<int[]> passes = new ArrayList<>();
    int start = 0;
    while (start < order.length) {
      int longest = Math.max(1, tokenIds[order[start]].length);
      int end = Math.min(order.length, start + Math.max(1, most / longest));
      passes.add(Arrays.stream(order, start, end).mapToInt(Integer::intValue).toArray());
      start = end;
    }
    return passes;
  }

  private float[][] scorePass(int[][] rows, LoraAdapter[] adapterOfRow) {
    float[][] result = new float[rows.length][];
    if (Arrays.stream(rows).allMatch(row -> row.length < 2)) {
      Arrays.fill(result, new float[0]);
      return result;
    }
    ScoredTokens scored = ScoredTokens.all(rows, config);
    try (NDManager scope = script.newScope()) {
      AdapterStack stack = AdapterStack.ofRows(config, adapterOfRow);
      ScriptSettings settings = stack.settings(script.compute().precision());
      NDList adapters = stack.upload(scope);
      float[] flat =
          LogProbabilities.compute(script, settings, scope, scoringWeights(), adapters, scored);
      int start = 0;
      for (int row = 0; row < rows.length; row++) {
        int end = start + Math.max(0, rows[row].length - 1);
        result[row] = Arrays.copyOfRange(flat, start, end);
        start = end;
      }
    }
    return result;
  }

  @Override
  public void close() {
    script.close();
  }
}
