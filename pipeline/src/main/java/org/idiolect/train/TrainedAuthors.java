package org.idiolect.train;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.Row;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraConfig;

/**
 * The rows of a bin's authors as they are done.
 *
 * <p>When a batch fails as a whole, everybody in it is trained again alone: who fails then is to
 * blame, and gets a row that says why; the others lose nothing, since alone equals together.
 */
final class TrainedAuthors implements Iterator<Row> {
  private final AdapterTraining training;
  private final Gpt2Model shared;
  private final ProgressBoard progress;
  private final Iterator<AuthorExamples> authors;
  private final AuthorResult result;
  private final Deque<AuthorExamples> suspects = new ArrayDeque<>();
  private final Deque<Row> rows = new ArrayDeque<>();
  private AuthorExamples next;
  private Cohort cohort;
  private LoraConfig cohortShape;
  private boolean isAlone;
  private int measuredSize;

  TrainedAuthors(
      AdapterTraining training,
      Gpt2Model shared,
      Iterator<AuthorExamples> authors,
      ProgressBoard progress) {
    this.training = training;
    this.shared = shared;
    this.progress = progress;
    this.authors = authors;
    this.result = new AuthorResult(shared.sha256());
    readNext();
  }

  /** Looks for the next author who can be trained; those who cannot get their row. */
  private void readNext() {
    next = null;
    while (next == null && authors.hasNext()) {
      AuthorExamples author = authors.next();
      try {
        author.requireTrainable();
        next = author;
      } catch (RuntimeException e) {
        rows.add(result.failed(author, e));
      }
    }
  }

  @Override
  public boolean hasNext() {
    while (rows.isEmpty() && (cohort != null || next != null || !suspects.isEmpty())) {
      stopIfKilled();
      advance();
    }
    return !rows.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return rows.remove();
  }

  /** Native calls do not hear an interrupt, so a killed attempt looks for it between two steps. */
  private static void stopIfKilled() {
    TaskContext task = TaskContext.get();
    if (task != null && task.isInterrupted()) {
      throw new TaskKilledException("training was stopped between two steps");
    }
  }

  private void advance() {
    if (cohort == null) {
      open();
    }
    try {
      cohort
          .advance(isAlone ? this::nextSuspect : () -> nextOf(cohortShape))
          .forEach(done -> rows.add(result.row(done, cohort.size())));
      if (cohort.active().isEmpty() && rows.isEmpty()) {
        close();
      }
    } catch (Cohort.BatchFailure e) {
      giveUp(e);
    }
  }

  private void open() {
    isAlone = !suspects.isEmpty();
    AuthorExamples first = isAlone ? suspects.peek() : next;
    cohortShape = first.lora();
    cohort = new Cohort(training, shared, cohortShape, isAlone ? 1 : size(first), progress);
  }

  private int size(AuthorExamples first) {
    if (measuredSize == 0) {
      measuredSize = CohortSize.of(training, shared, first);
    }
    return measuredSize;
  }

  private Optional<AuthorExamples> nextSuspect() {
    return Optional.ofNullable(suspects.poll());
  }

  private Optional<AuthorExamples> nextOf(LoraConfig shape) {
    if (next == null || !next.lora().equals(shape)) {
      return Optional.empty();
    }
    AuthorExamples taken = next;
    readNext();
    return Optional.of(taken);
  }

  private void giveUp(Cohort.BatchFailure cause) {
    if (cohort.active().size() > 1) {
      suspects.addAll(cohort.active());
    } else {
      cohort.active().forEach(author -> rows.add(result.failed(author, cause)));
    }
    close();
  }

  private void close() {
    cohort.close();
    cohort = null;
  }
}
