package org.idiolect.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.idiolect.jobs.InputRefusedException;
import org.idiolect.model.AdamWConfig;
import org.idiolect.model.Dropout;
import org.idiolect.model.FullTrainer;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.StepConfig;
import org.idiolect.model.StepResult;
import org.idiolect.model.TrainBatch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code idiolect train-steps}. */
@Command(
    name = "train-steps",
    mixinStandardHelpOptions = true,
    description = {
      "Optimizer steps on fixed batches: holds our training against any other.",
      "Reads lines {\"token_ids\": [[...], ...]}, writes {\"loss\": ..., \"grad_norm\": ...}:"
          + " the mean over all B x (T-1) next tokens in nats, the norm before clipping.",
      "AdamW on all parameters, constant rate, epsilon 1e-8."
    })
final class TrainStepsCommand implements Callable<Integer> {
  private static final double EPSILON = 1e-8;

  @Mixin ModelOptions options;

  @Option(names = "--input", required = true, paramLabel = "F.jsonl", description = "Batches.")
  Path input;

  @Option(names = "--to", required = true, paramLabel = "G.jsonl", description = "Losses.")
  Path output;

  @Option(names = "--learning-rate", defaultValue = "1e-4", description = "${DEFAULT-VALUE}")
  double learningRate;

  @Option(
      names = "--betas",
      split = ",",
      defaultValue = "0.9,0.999",
      description = "${DEFAULT-VALUE}")
  List<Double> betas;

  @Option(names = "--weight-decay", defaultValue = "0.01", description = "${DEFAULT-VALUE}")
  double weightDecay;

  @Option(
      names = "--clip",
      defaultValue = "1.0",
      description = "Global gradient norm; 0 = no clipping. ${DEFAULT-VALUE}")
  double clip;

  @ArgGroup Drop drop = new Drop();

  /** One or the other. */
  static final class Drop {
    @Option(
        names = "--dropout",
        paramLabel = "RATE",
        description = "Share of values dropped, 0 to 0.9; default: 0.")
    double rate;

    @Option(names = "--no-dropout", description = "Drop nothing, which is the default.")
    boolean none;
  }

  @Option(names = "--seed", defaultValue = "1", description = "Of dropout. ${DEFAULT-VALUE}")
  long seed;

  @Override
  public Integer call() {
    JsonLines.requireReadable(input);
    Path model = options.folder();
    AdamWConfig adamW =
        new AdamWConfig(betas.get(0), betas.get(1), EPSILON, weightDecay, clip, true);
    try (FullTrainer trainer =
        FullTrainer.create(model, adamW, options.compute(), StepConfig.defaults())) {
      int vocabulary = Gpt2Config.read(model).vocabularySize();
      JsonLines.transform(
          input, output, line -> step(trainer, batch(line, vocabulary, trainer.steps())));
      return ExitCode.OK.code();
    }
  }

  private ObjectNode step(FullTrainer trainer, TrainBatch batch) {
    StepResult result = trainer.step(batch, learningRate);
    return JsonLines.object().put("loss", result.lossNats()).put("grad_norm", result.gradNorm());
  }

  private TrainBatch batch(JsonNode line, int vocabularySize, int step) {
    JsonNode rows = line.get("token_ids");
    if (rows == null || !rows.isArray() || rows.isEmpty()) {
      throw new InputRefusedException("expected {\"token_ids\": [[...], ...]}");
    }
    int[][] ids = new int[rows.size()][];
    float[][] weights = new float[rows.size()][];
    long predicted = 0;
    for (int row = 0; row < ids.length; row++) {
      ids[row] = JsonLines.tokenIds(rows.get(row), vocabularySize);
      weights[row] = new float[ids[row].length];
      Arrays.fill(weights[row], 1);
      predicted += ids[row].length - 1;
    }
    int[] examples = IntStream.range(0, ids.length).toArray();
    Dropout dropout = Dropout.of(drop.rate, seed, step, examples);
    return new TrainBatch(ids, weights, null, predicted, dropout);
  }
}
