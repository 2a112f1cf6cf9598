package org.idiolect.ml;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.train.AdapterRow;
import org.idiolect.train.GpuTasks;

/**
 * Adds a column that a model computes in the tasks.
 *
 * <p>Input: any rows; with adapters also the table {@code adapters}. Output: the rows and the
 * column. Rows: 1 to 1. Cost: with adapters one shuffle of the rows by author, in which an adapter
 * travels to one task and never through the driver; else none. Then the model.
 *
 * @param model the model
 * @param task what it computes
 * @param batchSize rows that are computed together
 * @param output columns of the input and the added one
 */
record AddColumn(TaskModel model, MessageTask task, int batchSize, StructType output)
    implements Serializable {
  private static final String AUTHOR_KEY = "idiolect_author_key";

  /** With the model as it is for everybody. */
  Dataset<Row> to(Dataset<Row> rows) {
    MapPartitionsFunction<Row, Row> withoutAdapters = part -> added(part, null);
    return GpuTasks.place(
        rows.mapPartitions(withoutAdapters, Encoders.row(output)), model.compute());
  }

  /**
   * With everybody's own adapter; who has none gets the model as it is.
   *
   * @param author column of the author
   * @param adapters the table of one run
   */
  Dataset<Row> to(Dataset<Row> rows, String author, Dataset<Row> adapters) {
    // A fixed number: adaptive execution counts bytes and would make one slow task.
    int tasks = rows.sparkSession().sparkContext().defaultParallelism();
    Dataset<Row> byAuthor = keyed(rows, author, tasks);
    Dataset<Row> trained =
        keyed(adapters.filter(col("status").equalTo(AdapterRow.TRAINED)), "author_id", tasks);
    CoGroupFunction<String, Row, Row, Row> withAdapters =
        (key, part, found) -> part.hasNext() ? added(part, adapter(key, found)) : part;
    Dataset<Row> added =
        byAuthor
            .groupBy(AUTHOR_KEY)
            .as(Encoders.STRING(), Encoders.row(byAuthor.schema()))
            .cogroup(
                trained.groupBy(AUTHOR_KEY).as(Encoders.STRING(), Encoders.row(trained.schema())),
                withAdapters,
                Encoders.row(output));
    return GpuTasks.place(added, model.compute());
  }

  private static Dataset<Row> keyed(Dataset<Row> rows, String author, int tasks) {
    Column key = coalesce(col("`" + author + "`"), lit(""));
    return rows.withColumn(AUTHOR_KEY, key).repartition(tasks, col(AUTHOR_KEY));
  }

  private LoraAdapter adapter(String author, Iterator<Row> found) {
    if (!found.hasNext()) {
      return null;
    }
    LoraAdapter adapter = AdapterRow.adapter(found.next(), model.config(), model.open().sha256());
    if (found.hasNext()) {
      throw new IllegalArgumentException(
          "author " + author + " has several adapters; name the folder of one run");
    }
    return adapter;
  }

  private Iterator<Row> added(Iterator<Row> rows, LoraAdapter adapter) {
    if (!rows.hasNext()) {
      return rows;
    }
    Gpt2Model opened = model.open();
    Iterator<List<Row>> batches = new Batches(rows, batchSize);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(batches, 0), false)
        .flatMap(batch -> added(batch, task.values(batch, opened, adapter)))
        .iterator();
  }

  private Stream<Row> added(List<Row> rows, List<?> values) {
    List<Row> longer = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Object[] columns = new Object[output.length()];
      for (int column = 0; column < columns.length - 1; column++) {
        columns[column] = rows.get(i).get(column);
      }
      columns[columns.length - 1] = values.get(i);
      longer.add(RowFactory.create(columns));
    }
    return longer.stream();
  }

  /** Rows in lists of a given size; the last one may be shorter. */
  private record Batches(Iterator<Row> rows, int size) implements Iterator<List<Row>> {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public List<Row> next() {
      List<Row> batch = new ArrayList<>();
      do {
        batch.add(rows.next());
      } while (batch.size() < size && rows.hasNext());
      return batch;
    }
  }
}
