package org.idiolect.ml;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * Columns of a stage that reads messages and adds a column.
 *
 * @param <S> the stage, which every setter returns
 */
public interface HasMessages<S> extends Params {
  /** Column of texts; null gives null. */
  default Param<String> inputCol() {
    return new Param<>(this, "inputCol", "column of message texts");
  }

  /** Column that is added. */
  default Param<String> outputCol() {
    return new Param<>(this, "outputCol", "column that is added");
  }

  /** Column that says whose adapter to use; who has none gets the model as it is. */
  default Param<String> authorCol() {
    return new Param<>(this, "authorCol", "column of authors, whose adapters are used");
  }

  /** When the messages are sent, ISO 8601: the model reads the time in front of each message. */
  default Param<String> sentAt() {
    return new Param<>(this, "sentAt", "time of the messages, such as 2026-01-05T12:00:00Z");
  }

  default S setInputCol(String value) {
    return self(set(inputCol(), value));
  }

  default S setOutputCol(String value) {
    return self(set(outputCol(), value));
  }

  default S setAuthorCol(String value) {
    return self(set(authorCol(), value));
  }

  default S setSentAt(String value) {
    return self(set(sentAt(), value));
  }

  @SuppressWarnings("unchecked")
  private S self(Params stage) {
    return (S) stage;
  }
}
