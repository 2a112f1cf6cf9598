package org.idiolect.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.LoraCohort;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.StepResult;
import org.idiolect.model.TrainBatch;

/**
 * Authors that are trained in the same batches, one in each slot. A slot whose author is done gets
 * the next one; each follows his own {@link AuthorCourse}, so that neighbours change nothing but
 * rounding.
 */
final class Cohort implements AutoCloseable {
  private final AdapterTraining training;
  private final ProgressBoard progress;
  private final LoraAdapter start;
  private final LoraCohort trainer;
  private final Seat[] seats;

  /** An author in a slot. */
  private record Seat(AuthorCourse course, CourseLog log) {}

  /**
   * What became of an author.
   *
   * @param examples his windows
   * @param course how far he came; null when he could not begin
   * @param curve his measurements
   * @param failure why he was given up; null when he was trained
   */
  record Finished(
      AuthorExamples examples,
      AuthorCourse course,
      List<TrainingRow> curve,
      RuntimeException failure) {}

  /** A batch that the model refused or could not compute. */
  static final class BatchFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    BatchFailure(RuntimeException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Empty slots for adapters of one shape. */
  Cohort(
      AdapterTraining training,
      Gpt2Model shared,
      LoraConfig lora,
      int size,
      ProgressBoard progress) {
    this.training = training;
    this.progress = progress;
    this.start = LoraAdapter.initialize(shared.config(), lora, training.config().seed());
    this.trainer =
        new LoraCohort(
            shared, Collections.nCopies(size, start), Optimizers.adamW(training.config()));
    this.seats = new Seat[size];
  }

  int size() {
    return seats.length;
  }

  /** The authors who are being trained now. */
  List<AuthorExamples> active() {
    List<AuthorExamples> active = new ArrayList<>();
    for (Seat seat : seats) {
      if (seat != null) {
        active.add(seat.course().examples());
      }
    }
    return active;
  }

  /**
   * Fills empty slots, measures who is due, lets those go who are done, and takes one step.
   *
   * @param waiting the next author for a slot, if there is one
   * @return those who are done
   * @throws BatchFailure when a batch fails as a whole: who is to blame is not known
   */
  List<Finished> advance(Supplier<Optional<AuthorExamples>> waiting) {
    List<Finished> finished = new ArrayList<>();
    fill(waiting, finished);
    measure();
    for (int slot = 0; slot < seats.length; slot++) {
      if (seats[slot] != null && seats[slot].course().isFinished()) {
        finished.add(leave(slot, null));
      }
    }
    step(finished);
    return finished;
  }

  private void fill(Supplier<Optional<AuthorExamples>> waiting, List<Finished> finished) {
    for (int slot = 0; slot < seats.length; slot++) {
      Optional<AuthorExamples> next = Optional.empty();
      while (seats[slot] == null && (next = waiting.get()).isPresent()) {
        take(slot, next.get(), finished);
      }
    }
  }

  private void take(int slot, AuthorExamples examples, List<Finished> finished) {
    CourseLog log = new CourseLog(examples.authorId(), progress);
    try {
      AuthorCourse course =
          new AuthorCourse(examples, training.config(), log, start, () -> trainer.adapter(slot));
      trainer.replace(slot, start);
      seats[slot] = new Seat(course, log);
    } catch (RuntimeException e) {
      finished.add(new Finished(examples, null, log.rows(), e));
    }
  }

  private Finished leave(int slot, RuntimeException failure) {
    Seat seat = seats[slot];
    seats[slot] = null;
    return new Finished(seat.course().examples(), seat.course(), seat.log().rows(), failure);
  }

  private void measure() {
    boolean[] due = new boolean[seats.length];
    int most = 0;
    List<List<StepResult>> results = new ArrayList<>();
    for (int slot = 0; slot < seats.length; slot++) {
      results.add(new ArrayList<>());
      due[slot] = seats[slot] != null && seats[slot].course().isMeasurementDue();
      most = Math.max(most, due[slot] ? seats[slot].course().measurementBatches() : 0);
    }
    for (int number = 0; number < most; number++) {
      TrainBatch[] batches = measurementBatches(due, number);
      StepResult[] measured = compute(() -> trainer.evaluate(batches));
      for (int slot = 0; slot < seats.length; slot++) {
        if (measured[slot] != null) {
          results.get(slot).add(measured[slot]);
        }
      }
    }
    for (int slot = 0; slot < seats.length; slot++) {
      if (due[slot]) {
        seats[slot].course().measured(results.get(slot));
      }
    }
  }

  private TrainBatch[] measurementBatches(boolean[] due, int number) {
    TrainBatch[] batches = new TrainBatch[seats.length];
    for (int slot = 0; slot < seats.length; slot++) {
      if (due[slot] && number < seats[slot].course().measurementBatches()) {
        batches[slot] = seats[slot].course().measurementBatch(number);
      }
    }
    return batches;
  }

  private void step(List<Finished> finished) {
    TrainBatch[] batches = new TrainBatch[seats.length];
    double[] rates = new double[seats.length];
    boolean isEmpty = true;
    for (int slot = 0; slot < seats.length; slot++) {
      if (seats[slot] != null) {
        batches[slot] = seats[slot].course().nextBatch();
        rates[slot] = seats[slot].course().rate();
        isEmpty = false;
      }
    }
    if (isEmpty) {
      return;
    }
    StepResult[] results = compute(() -> trainer.step(batches, rates));
    for (int slot = 0; slot < seats.length; slot++) {
      if (results[slot] != null) {
        stepped(slot, results[slot], finished);
      }
    }
  }

  private static StepResult[] compute(Supplier<StepResult[]> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw new BatchFailure(e);
    }
  }

  private void stepped(int slot, StepResult result, List<Finished> finished) {
    try {
      seats[slot].course().stepped(result);
    } catch (RuntimeException e) {
      finished.add(leave(slot, e));
    }
  }

  @Override
  public void close() {
    trainer.close();
  }
}
