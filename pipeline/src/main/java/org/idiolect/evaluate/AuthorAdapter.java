package org.idiolect.evaluate;

import java.util.List;
import org.apache.spark.sql.Row;

/**
 * One row of the table {@code adapters}, as the scoring needs it.
 *
 * @param authorId whose adapter it is
 * @param rank columns of the low-rank matrices
 * @param alpha the update is scaled by alpha / rank
 * @param targets names of the adapted linear layers
 * @param baseSha256 the model that it was trained on
 * @param tensors PEFT-named safetensors bytes; shared, not copied
 */
public record AuthorAdapter(
    String authorId,
    int rank,
    double alpha,
    List<String> targets,
    String baseSha256,
    byte[] tensors) {
  static final String AUTHOR_ID = "author_id";
  static final String STEPS = "steps";
  static final String STATUS = "status";
  static final String TRAINED = "trained";

  static AuthorAdapter fromRow(Row row) {
    return new AuthorAdapter(
        row.getAs(AUTHOR_ID),
        row.<Integer>getAs("rank"),
        row.<Double>getAs("alpha"),
        List.of(row.<String>getAs("targets").split(",")),
        row.getAs("base_sha256"),
        row.getAs("tensors"));
  }
}
