package org.idiolect.train;

import java.util.ArrayList;
import java.util.List;
import org.idiolect.model.Tensor;

/** Collects the learning curve of one author and shows his progress. */
final class CourseLog implements TrainObserver {
  private final String authorId;
  private final ProgressBoard progress;
  private final List<TrainingRow> rows = new ArrayList<>();

  CourseLog(String authorId, ProgressBoard progress) {
    this.authorId = authorId;
    this.progress = progress;
  }

  @Override
  public List<TrainingRow> rows() {
    return rows;
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
    rows.add(row);
  }

  @Override
  public void report(Progress now) {
    progress.add(now);
  }

  /** The course keeps the best adapter itself. */
  @Override
  public void keep() {}

  @Override
  public List<Tensor> kept() {
    return List.of();
  }

  @Override
  public void restore(List<Tensor> kept, List<TrainingRow> earlier) {
    throw new IllegalStateException("adapters are trained whole: they have no checkpoints");
  }

  @Override
  public String sample() {
    return null;
  }
}
