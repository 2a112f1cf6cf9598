package org.idiolect.ml;

import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.ModelRegistry;
import org.idiolect.model.Precision;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.train.TaskDevice;

/**
 * A model as it travels to tasks: by name, not by weight.
 *
 * @param folder where it lies on every host
 * @param config its shape
 * @param tokenizer its vocabulary
 * @param compute device, precision, threads
 */
record TaskModel(String folder, Gpt2Config config, ChatTokenizer tokenizer, ComputeConfig compute)
    implements Serializable {

  /**
   * What a stage's settings name.
   *
   * @throws IllegalArgumentException if there is no such model, or no such device
   */
  static TaskModel of(HasModel<?> stage) {
    Path folder = folder(stage);
    ComputeConfig compute =
        new ComputeConfig(
            stage.getOrDefault(stage.device()),
            Precision.valueOf(stage.getOrDefault(stage.precision()).toUpperCase(Locale.ROOT)),
            (Integer) stage.getOrDefault(stage.threads()));
    return new TaskModel(
        folder.toString(), Gpt2Config.read(folder), ChatTokenizer.read(folder), compute);
  }

  private static Path folder(HasModel<?> stage) {
    if (!stage.isDefined(stage.modelUrl())) {
      throw new IllegalArgumentException(
          stage.uid() + " needs setModelUrl: the folder of a GPT-2 in Hugging Face's layout");
    }
    String url = stage.getOrDefault(stage.modelUrl());
    if (url.startsWith("file:")) {
      return Path.of(URI.create(url).getPath()).toAbsolutePath();
    }
    if (url.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      throw new IllegalArgumentException(
          "modelUrl must be a folder that every host mounts, or a file: URL of one, got " + url);
    }
    return Path.of(url).toAbsolutePath();
  }

  /** The model of this executor, in a task; shared with other tasks and never closed by one. */
  Gpt2Model open() {
    return ModelRegistry.get(folder, TaskDevice.of(compute));
  }
}
