package org.idiolect.ml;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;

/** What a stage computes from messages, in a task. */
interface MessageTask extends Serializable {
  /**
   * The values of the column that is added, one for each row.
   *
   * @param rows of one author when there is an adapter, else of anybody
   * @param adapter null for the model as it is
   */
  List<?> values(List<Row> rows, Gpt2Model model, LoraAdapter adapter);
}
