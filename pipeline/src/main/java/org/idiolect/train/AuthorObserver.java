package org.idiolect.train;

import java.util.List;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.LoraTrainer;
import org.idiolect.model.Tensor;

/** Keeps the best adapter of one author and collects his learning curve. */
final class AuthorObserver implements TrainObserver {
  private final String authorId;
  private final LoraTrainer trainer;
  private final List<TrainingRow> curve;
  private final ProgressBoard progress;
  private LoraAdapter best;

  AuthorObserver(
      String authorId, LoraTrainer trainer, List<TrainingRow> curve, ProgressBoard progress) {
    this.authorId = authorId;
    this.trainer = trainer;
    this.curve = curve;
    this.progress = progress;
    this.best = trainer.adapter();
  }

  LoraAdapter best() {
    return best;
  }

  @Override
  public String phase() {
    return "author";
  }

  @Override
  public String authorId() {
    return authorId;
  }

  @Override
  public void log(TrainingRow row) {
    curve.add(row);
  }

  @Override
  public void report(Progress now) {
    progress.add(now);
  }

  @Override
  public void keep() {
    best = trainer.adapter();
  }

  @Override
  public List<Tensor> kept() {
    return List.of();
  }

  @Override
  public void restoreKept(List<Tensor> kept) {
    throw new IllegalStateException("adapters are trained whole: they have no checkpoints");
  }

  @Override
  public String sample() {
    return null;
  }
}
