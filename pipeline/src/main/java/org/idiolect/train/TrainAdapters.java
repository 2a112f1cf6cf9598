package org.idiolect.train;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.ModelRegistry;
import org.idiolect.window.TokenWindow;
import scala.Tuple2;

/** Trains the authors of one bin, one after the other, on the shared model of this executor. */
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
    Gpt2Model shared = ModelRegistry.get(training.sharedFolder(), training.compute());
    String sha256 = Gpt2Weights.read(Path.of(training.sharedFolder())).sha256();
    return new TrainedAuthors(windows, new AuthorTrainer(training, shared, sha256, progress));
  }

  /** Reads the windows of one author at a time and trains when they are complete. */
  private static final class TrainedAuthors implements Iterator<Row> {
    private final Iterator<Tuple2<AuthorKey, Row>> windows;
    private final AuthorTrainer trainer;
    private Tuple2<AuthorKey, Row> next;

    private TrainedAuthors(Iterator<Tuple2<AuthorKey, Row>> windows, AuthorTrainer trainer) {
      this.windows = windows;
      this.trainer = trainer;
      this.next = windows.next();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      String authorId = next._1().authorId();
      AuthorExamples examples = new AuthorExamples(authorId);
      while (next != null && next._1().authorId().equals(authorId)) {
        examples.add(TokenWindow.fromRow(next._2()));
        next = windows.hasNext() ? windows.next() : null;
      }
      return trainer.train(examples);
    }
  }
}
