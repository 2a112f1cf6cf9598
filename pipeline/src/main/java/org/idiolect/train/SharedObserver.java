package org.idiolect.train;

import java.util.ArrayList;
import java.util.List;
import org.idiolect.model.FullTrainer;
import org.idiolect.model.Generation;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.Prompt;
import org.idiolect.model.SamplingConfig;
import org.idiolect.model.Tensor;
import org.idiolect.tokenize.ChatTokenizer;

/** Keeps the best shared model, collects rows, and lets the model write a line now and then. */
final class SharedObserver implements TrainObserver {
  /** A line for people to look at: short, a little cautious. */
  private static final SamplingConfig SAMPLING = new SamplingConfig(0.8, 40, 1.0, 1.0, 40, -1);

  private final SharedTraining training;
  private final FullTrainer trainer;
  private final ChatTokenizer tokenizer;
  private final ProgressBoard progress;
  private final List<TrainingRow> rows = new ArrayList<>();
  private Gpt2Weights best;

  SharedObserver(
      SharedTraining training,
      FullTrainer trainer,
      ChatTokenizer tokenizer,
      ProgressBoard progress) {
    this.training = training;
    this.trainer = trainer;
    this.tokenizer = tokenizer;
    this.progress = progress;
    this.best = trainer.weights();
  }

  Gpt2Weights best() {
    return best;
  }

  @Override
  public List<TrainingRow> rows() {
    return rows;
  }

  @Override
  public String phase() {
    return training.phase();
  }

  @Override
  public String authorId() {
    return null;
  }

  @Override
  public void log(TrainingRow row) {
    rows.add(row);
  }

  @Override
  public void report(Progress now) {
    progress.add(now);
  }

  @Override
  public void keep() {
    best = trainer.weights();
  }

  @Override
  public List<Tensor> kept() {
    return best.tensors().stream()
        .map(tensor -> new Tensor(KEPT + tensor.name(), tensor.shape(), tensor.data()))
        .toList();
  }

  @Override
  public void restore(List<Tensor> kept, List<TrainingRow> earlier) {
    List<Tensor> tensors =
        kept.stream()
            .map(t -> new Tensor(t.name().substring(KEPT.length()), t.shape(), t.data()))
            .toList();
    best = best.withTensors(tensors);
    rows.clear();
    rows.addAll(earlier);
  }

  @Override
  public String sample() {
    int[] prompt = tokenizer.encode("A 12:06: hey, how was your weekend?\nB 12:07:");
    int[] opened = new int[prompt.length + 1];
    opened[0] = tokenizer.endOfText();
    System.arraycopy(prompt, 0, opened, 1, prompt.length);
    try (Gpt2Model model = Gpt2Model.load(trainer.weights(), TaskDevice.of(training.compute()))) {
      Generation line =
          model.generate(List.of(new Prompt(opened, null, trainer.steps())), SAMPLING).get(0);
      return tokenizer.decode(line.newTokenIds()).strip().lines().findFirst().orElse("");
    }
  }
}
