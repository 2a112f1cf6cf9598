package org.idiolect.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.idiolect.model.AdamWConfig;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.FullTrainer;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.TensorType;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.window.Split;
import org.idiolect.window.TokenWindow;

/** Trains the shared model on the windows of one partition and saves the best. */
final class TrainShared implements MapPartitionsFunction<Row, Row> {
  private final SharedTraining training;
  private final ProgressBoard progress;

  TrainShared(SharedTraining training, ProgressBoard progress) {
    this.training = training;
    this.progress = progress;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> windows) {
    List<Example> train = new ArrayList<>();
    List<Example> validation = new ArrayList<>();
    windows.forEachRemaining(row -> add(TokenWindow.fromRow(row), train, validation));
    if (train.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no training window; give more messages, or conversations with more sessions");
    }
    return train(train, validation).stream().map(TrainingRow::toRow).iterator();
  }

  private static void add(TokenWindow window, List<Example> train, List<Example> validation) {
    Example example = new Example(window.tokenIds(), window.scoredFrom(), null);
    (window.split() == Split.TRAIN ? train : validation).add(example);
  }

  private List<TrainingRow> train(List<Example> train, List<Example> validation) {
    Path start = Path.of(training.startFolder());
    ChatTokenizer tokenizer = ChatTokenizer.read(start);
    Checkpoints checkpoints = new Checkpoints(Path.of(training.checkpointFolder()));
    AdamWConfig adamW = Optimizers.adamW(training.config());
    ComputeConfig compute = TaskDevice.of(training.compute());
    try (FullTrainer trainer = FullTrainer.create(start, adamW, compute, training.step())) {
      SharedObserver observer = new SharedObserver(training, trainer, tokenizer, progress);
      LoopPlan plan =
          LoopPlan.of(
              training.config(),
              train,
              validation,
              trainer.startSha256(),
              training.step(),
              compute);
      new TrainLoop(
              trainer,
              train,
              validation,
              training.config(),
              observer,
              Optional.of(checkpoints),
              plan)
          .run();
      save(observer.best(), tokenizer);
      return observer.rows();
    }
  }

  /** Writes to a folder of this attempt and renames: a second attempt cannot mix with the first. */
  private void save(Gpt2Weights best, ChatTokenizer tokenizer) {
    Path target = training.model();
    Path attempt = target.resolveSibling(target.getFileName() + ".attempt-" + System.nanoTime());
    try {
      Files.createDirectories(attempt);
      best.write(attempt, TensorType.F32);
      tokenizer.writeHuggingFaceFiles(attempt);
      Files.move(attempt, target);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the model folder " + target, e);
    }
  }
}
