package org.idiolect.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.idiolect.jobs.PeftFolder;
import org.idiolect.jobs.config.ConfigException;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.Precision;
import org.idiolect.tokenize.ChatTokenizer;
import picocli.CommandLine.Option;

/** Options of the commands that work on a model folder alone: fp32 on the CPU unless told. */
final class ModelOptions {
  @Option(
      names = "--base-model",
      paramLabel = "DIR",
      defaultValue = "data-samples/model",
      description = "GPT-2 folder; default: the small model that comes along.")
  String baseModel;

  @Option(names = "--adapter", paramLabel = "DIR", description = "PEFT adapter folder.")
  Path adapter;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "cpu or gpu:N; default: ${DEFAULT-VALUE}.")
  String device;

  @Option(
      names = "--precision",
      defaultValue = "FLOAT32",
      description = "float32 or bfloat16; default: ${DEFAULT-VALUE}.")
  Precision precision;

  @Option(
      names = "--threads",
      defaultValue = "0",
      description = "CPU threads; 0 = all cores. Default: ${DEFAULT-VALUE}.")
  int threads;

  Path folder() {
    Path folder = Installation.resolve(baseModel);
    if (!Files.isDirectory(folder)) {
      throw new ConfigException("there is no model folder " + baseModel);
    }
    return folder;
  }

  ComputeConfig compute() {
    int cores = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    return new ComputeConfig(device, precision, cores);
  }

  Gpt2Model load() {
    return Gpt2Model.load(folder(), compute());
  }

  ChatTokenizer tokenizer() {
    return ChatTokenizer.read(folder());
  }

  /** The adapter, or null when none was named. */
  LoraAdapter adapter(Gpt2Model model) {
    return adapter == null ? null : PeftFolder.read(adapter, model.config(), model.sha256());
  }
}
