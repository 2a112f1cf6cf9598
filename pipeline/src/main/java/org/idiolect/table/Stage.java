package org.idiolect.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * One stage of a run while it is being written: tables and models go to staging; {@link #commit}
 * renames them into place and writes the commit file last.
 *
 * <p>A folder in place that no commit names is the rest of a killed attempt. Opening the stage
 * again removes it.
 */
public final class Stage {
  private final RunFolder run;
  private final String name;
  private final Path staging;
  private final SortedMap<String, Long> tables = new TreeMap<>();
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final List<String> models = new ArrayList<>();
  private final List<String> documents = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final long startedNanos = System.nanoTime();

  private Stage(RunFolder run, String name) {
    this.run = run;
    this.name = name;
    this.staging = run.staging(name);
  }

  /**
   * Opens a stage for writing and removes what a killed attempt left.
   *
   * @param tableNames every table that the stage will write
   * @throws IllegalArgumentException if the stage is committed already: a run is written once
   */
  public static Stage open(RunFolder run, String name, List<String> tableNames) {
    if (run.isCommitted(name)) {
      throw new IllegalArgumentException(
          "stage '"
              + name
              + "' of run "
              + run.runId()
              + " is committed; a run is never rewritten:"
              + " choose another --run-id");
    }
    Stage stage = new Stage(run, name);
    stage.delete(stage.staging);
    tableNames.forEach(table -> stage.delete(run.table(table)));
    return stage;
  }

  /**
   * Opens a committed stage to write its tables anew from what they hold; until the commit they
   * stay as they are. For the erasure of a person: everything else writes a run once.
   */
  public static Stage rewrite(RunFolder run, String name) {
    Stage stage = new Stage(run, name);
    stage.delete(stage.staging);
    return stage;
  }

  /** Writes one table to staging, after comparing its columns with the contract. */
  public Stage write(Dataset<Row> rows, Table table) {
    Dataset<Row> columns = rows.select(table.schema().fieldNames()[0], tail(table));
    Tables.requireSchema(columns, table);
    Path path = new Path(staging, "tables/" + table.name());
    columns.write().options(ParquetOptions.of(table)).parquet(path.toString());
    tables.put(table.name(), rows.sparkSession().read().parquet(path.toString()).count());
    return this;
  }

  private static String[] tail(Table table) {
    String[] names = table.schema().fieldNames();
    return Arrays.copyOfRange(names, 1, names.length);
  }

  /**
   * Computes rows once and keeps them in staging until the stage commits: what a costly step
   * returned, from which several tables are made.
   */
  public Dataset<Row> keep(Dataset<Row> rows, Table table) {
    Path path = new Path(staging, "kept/" + table.name());
    rows.write().options(ParquetOptions.of(table)).parquet(path.toString());
    return rows.sparkSession().read().schema(table.schema()).parquet(path.toString());
  }

  /** A staged table, readable before the commit by the stage that wrote it. */
  public Dataset<Row> staged(SparkSession spark, Table table) {
    return spark.read().parquet(new Path(staging, "tables/" + table.name()).toString());
  }

  /** The staging folder of a model; it moves to {@code models/<model>} with the commit. */
  public Path model(String model) {
    models.add(model);
    return new Path(staging, "models/" + model);
  }

  /** Writes a text document, such as the report page, to the run's folder. */
  public Stage document(String fileName, String content) {
    documents.add(fileName);
    try (var out = run.files().create(new Path(staging, "documents/" + fileName), true)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + fileName, e);
    }
  }

  public Stage count(String key, long value) {
    counts.put(key, value);
    return this;
  }

  /** A figure that {@link #count(String, long)} was given. */
  public long counted(String key) {
    return counts.getOrDefault(key, 0L);
  }

  /** Counts the rows of a staged table by the values of one column, as {@code prefix.value}. */
  public Stage countBy(SparkSession spark, Table table, String column, String prefix) {
    staged(spark, table)
        .groupBy(functions.col(column).cast("string"))
        .count()
        .collectAsList()
        .forEach(row -> count(prefix + "." + row.getString(0), row.getLong(1)));
    return this;
  }

  public Stage note(String note) {
    notes.add(note);
    return this;
  }

  /** Renames everything into place, then writes the commit file. */
  public StageCommit commit(SortedMap<String, String> settings, List<String> inputs) {
    // Only a rewritten stage has a commit, which must not name files that are being replaced.
    delete(run.commit(name));
    List<StageCommit.CommittedFile> written = new ArrayList<>();
    tables.keySet().forEach(table -> move("tables/" + table, run.table(table), written::addAll));
    models.forEach(model -> move("models/" + model, run.model(model), written::addAll));
    documents.forEach(
        file -> move("documents/" + file, new Path(run.home(), file), written::addAll));
    StageCommit commit =
        new StageCommit(
            name,
            run.runId(),
            inputs,
            tables,
            written,
            counts,
            notes,
            settings,
            Checksums.sha256(settings.toString()),
            CodeVersion.current(),
            Instant.now().toString(),
            (System.nanoTime() - startedNanos) / 1e9);
    publish(commit);
    delete(staging);
    return commit;
  }

  private void move(String from, Path to, Consumer<List<StageCommit.CommittedFile>> written) {
    try {
      FileSystem files = run.files();
      files.delete(to, true);
      files.mkdirs(to.getParent());
      if (!files.rename(new Path(staging, from), to)) {
        throw new IOException("rename of " + from + " was refused");
      }
      written.accept(Checksums.of(files, run.out(), to));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot move " + from + " into " + to, e);
    }
  }

  private void publish(StageCommit commit) {
    Path target = run.commit(name);
    Path partial = new Path(target.getParent(), "." + name + ".partial");
    try {
      try (var out = run.files().create(partial, true)) {
        out.write(commit.toJson().getBytes(StandardCharsets.UTF_8));
      }
      if (!run.files().rename(partial, target)) {
        throw new IOException("rename was refused");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the commit " + target, e);
    }
  }

  private void delete(Path path) {
    try {
      run.files().delete(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + path, e);
    }
  }
}
