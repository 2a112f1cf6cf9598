package org.idiolect.train;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.LoraConfig;

/**
 * Makes rows of {@link TrainAdaptersStep#SCHEMA}.
 *
 * @param baseSha256 the shared model
 */
record AuthorResult(String baseSha256) {
  /** Longest cause that is kept: native ones carry their whole stack. */
  private static final int LONGEST_CAUSE = 300;

  /** The row of an author who left a cohort of that size. */
  Row row(Cohort.Finished done, int cohort) {
    return done.failure() == null
        ? row(trained(done, cohort), done.curve())
        : row(untrained(done.examples(), done.failure()), done.curve());
  }

  /** The row of an author who never came to train. */
  Row failed(AuthorExamples examples, RuntimeException cause) {
    return row(untrained(examples, cause), List.of());
  }

  private AdapterRow trained(Cohort.Finished done, int cohort) {
    LoraConfig lora = done.examples().lora();
    LoraAdapter best = done.course().best();
    TrainLoop.Outcome outcome = done.course().outcome();
    return new AdapterRow(
        done.examples().authorId(),
        lora.rank(),
        lora.alpha(),
        AdapterRow.targets(lora),
        baseSha256,
        best.sha256(),
        outcome.bestStep(),
        outcome.trainNats(),
        outcome.bestNats(),
        outcome.startNats(),
        cohort,
        AdapterRow.TRAINED,
        null,
        best.toBytes());
  }

  private AdapterRow untrained(AuthorExamples examples, RuntimeException cause) {
    LoraConfig lora = examples.lora();
    return new AdapterRow(
        examples.authorId(),
        lora.rank(),
        lora.alpha(),
        AdapterRow.targets(lora),
        baseSha256,
        null,
        0,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        0,
        AdapterRow.FAILED,
        firstLine(cause),
        null);
  }

  private static String firstLine(RuntimeException cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    String line = message.lines().findFirst().orElse("");
    return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE);
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
