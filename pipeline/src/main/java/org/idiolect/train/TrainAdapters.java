package org.idiolect.train;

import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.ModelRegistry;
import scala.Tuple2;

/** Trains the authors of one bin on the shared model of this executor. */
final class TrainAdapters implements FlatMapFunction<Iterator<Tuple2<AuthorKey, Row>>, Row> {
  private final AdapterTraining training;
  private final ProgressBoard progress;

  TrainAdapters(AdapterTraining training, ProgressBoard progress) {
    this.training = training;
    this.progress = progress;
  }

  @Override
  public Iterator<Row> call(Iterator<Tuple2<AuthorKey, Row>> windows) {
    if (!windows.hasNext()) {
      return Stream.<Row>empty().iterator();
    }
    Gpt2Model shared =
        ModelRegistry.get(training.sharedFolder(), TaskDevice.of(training.compute()));
    AuthorReader authors = new AuthorReader(windows, training.ranks());
    return new TrainedAuthors(training, shared, authors, progress);
  }
}
