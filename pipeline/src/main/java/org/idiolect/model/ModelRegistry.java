package org.idiolect.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The models of this JVM: each folder is loaded once per device, however many tasks use it.
 *
 * <p>A static registry and not a field of a task: a task is deserialised for every partition, and
 * would load the model again each time. At most {@value #LIMIT} models stay; the one used longest
 * ago is closed when another is needed, and all are closed at shutdown.
 */
public final class ModelRegistry {
  /** Base, shared and one more: what evaluation needs at a time. */
  private static final int LIMIT = 3;

  private static final Map<Key, Gpt2Model> MODELS = new LinkedHashMap<>(8, 0.75f, true);

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ModelRegistry::closeAll, "close-models"));
  }

  private ModelRegistry() {}

  /** The weights are read again when the folder's file has changed. */
  private record Key(String folder, long modified, ComputeConfig compute) {}

  /**
   * The model of a folder, loaded on first use. Callers share it and never close it.
   *
   * @param folder a Hugging Face GPT-2 folder that this host can read
   */
  public static synchronized Gpt2Model get(String folder, ComputeConfig compute) {
    Path weights = Path.of(folder, "model.safetensors");
    Key key = new Key(folder, weights.toFile().lastModified(), compute);
    Gpt2Model model = MODELS.get(key);
    if (model == null) {
      model = Gpt2Model.load(Path.of(folder), compute);
      MODELS.put(key, model);
      closeEldest();
    }
    return model;
  }

  private static void closeEldest() {
    if (MODELS.size() > LIMIT) {
      Key eldest = MODELS.keySet().iterator().next();
      MODELS.remove(eldest).close();
    }
  }

  private static synchronized void closeAll() {
    MODELS.values().forEach(Gpt2Model::close);
    MODELS.clear();
  }
}
