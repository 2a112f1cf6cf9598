package org.idiolect.train;

import java.util.List;
import org.idiolect.model.Tensor;

/** What happens around the loop: rows are logged, progress is shown, the best is kept. */
interface TrainObserver {
  /** Prefix of the names under which the best parameters lie in a checkpoint. */
  String KEPT = "kept.";

  /** The phase, as the training table names it. */
  String phase();

  /** The adapter's author; null for the shared model. */
  String authorId();

  /** Takes one row of the training table. */
  void log(TrainingRow row);

  /** The rows taken so far. */
  List<TrainingRow> rows();

  /** Shows where the phase stands. */
  void report(Progress progress);

  /** Copies the parameters of this moment: they are the best so far. */
  void keep();

  /** The kept parameters, under names that begin with {@link #KEPT}. */
  List<Tensor> kept();

  /** Takes back what {@link #kept} and {@link #rows} returned at an earlier time. */
  void restore(List<Tensor> kept, List<TrainingRow> rows);

  /** A line that the model writes now, for people to look at; null for none. */
  String sample();
}
