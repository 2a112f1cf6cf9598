package org.idiolect.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.LoraTrainer;

/** Trains the adapter of one author; a failure becomes a row, so the others go on. */
final class AuthorTrainer {
  private final AdapterTraining training;
  private final Gpt2Model shared;
  private final ProgressBoard progress;
  private final String baseSha256;

  AuthorTrainer(
      AdapterTraining training, Gpt2Model shared, String baseSha256, ProgressBoard progress) {
    this.training = training;
    this.shared = shared;
    this.progress = progress;
    this.baseSha256 = baseSha256;
  }

  /** The row of {@link TrainAdaptersStep#SCHEMA}. */
  Row train(AuthorExamples examples) {
    List<TrainingRow> curve = new ArrayList<>();
    AdapterRow adapter;
    try {
      adapter = trained(examples, curve);
    } catch (RuntimeException e) {
      adapter = failed(examples.authorId(), e);
    }
    return row(adapter, curve);
  }

  private AdapterRow trained(AuthorExamples examples, List<TrainingRow> curve) {
    LoraAdapter start =
        LoraAdapter.initialize(shared.config(), training.lora(), training.config().seed());
    try (LoraTrainer trainer =
        LoraTrainer.create(shared, start, Optimizers.adamW(training.config()))) {
      AuthorObserver observer = new AuthorObserver(examples.authorId(), trainer, curve, progress);
      TrainLoop.Outcome outcome =
          new TrainLoop(
                  trainer,
                  examples.train(),
                  examples.validation(),
                  training.config(),
                  observer,
                  Optional.empty())
              .run();
      return trained(examples.authorId(), observer.best(), outcome);
    }
  }

  private AdapterRow trained(String authorId, LoraAdapter best, TrainLoop.Outcome outcome) {
    LoraConfig lora = training.lora();
    return new AdapterRow(
        authorId,
        lora.rank(),
        lora.alpha(),
        targets(lora),
        baseSha256,
        best.sha256(),
        outcome.bestStep(),
        outcome.trainNats(),
        outcome.bestNats(),
        outcome.startNats(),
        AdapterRow.TRAINED,
        null,
        best.toBytes());
  }

  private AdapterRow failed(String authorId, RuntimeException cause) {
    LoraConfig lora = training.lora();
    return new AdapterRow(
        authorId,
        lora.rank(),
        lora.alpha(),
        targets(lora),
        baseSha256,
        null,
        0,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        AdapterRow.FAILED,
        cause.toString(),
        null);
  }

  private static String targets(LoraConfig lora) {
    return lora.targets().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
  }

  private static Row row(AdapterRow adapter, List<TrainingRow> curve) {
    Row columns = adapter.toRow();
    Object[] values = new Object[columns.length() + 1];
    for (int i = 0; i < columns.length(); i++) {
      values[i] = columns.get(i);
    }
    values[columns.length()] = curve.stream().map(TrainingRow::toRow).toArray();
    return RowFactory.create(values);
  }
}
