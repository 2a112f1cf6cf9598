package org.idiolect.evaluate;

import java.io.Serializable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Opens models inside a Spark task; travels there as paths and settings, never as weights. */
public interface ScoringModels extends Serializable {
  /** The model before any training on these chats. */
  TokenScorer base();

  /** The model fine-tuned on everybody. */
  TokenScorer shared();

  /** The shared model with one author's adapter. */
  TokenScorer adapted(AuthorAdapter adapter);

  /** Gives the tasks that score what the models compute on; on a CPU nothing. */
  default Dataset<Row> place(Dataset<Row> scores) {
    return scores;
  }
}
