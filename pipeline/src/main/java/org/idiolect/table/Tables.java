package org.idiolect.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads committed tables and checks them against their contract and their checksums. */
public final class Tables {
  private Tables() {}

  /**
   * Opens a table that a committed stage of the run wrote.
   *
   * @throws IllegalArgumentException if the stage is not committed
   * @throws CorruptTableException if the columns differ from the contract
   */
  public static Dataset<Row> read(SparkSession spark, RunFolder run, String stage, Table table) {
    StageCommit commit = run.readCommit(stage);
    if (!commit.tables().containsKey(table.name())) {
      throw new CorruptTableException(
          "stage '" + stage + "' of run " + run.runId() + " has written no table " + table.name());
    }
    Dataset<Row> rows = spark.read().parquet(run.table(table.name()).toString());
    return requireSchema(rows, table);
  }

  /**
   * The rows, if names and types are those of the contract, in order; nullability is lost in
   * Parquet and is not compared.
   *
   * @throws CorruptTableException if they differ
   */
  public static Dataset<Row> requireSchema(Dataset<Row> rows, Table table) {
    String expected = table.schema().catalogString();
    String found = rows.schema().catalogString();
    if (!expected.equals(found)) {
      throw new CorruptTableException(
          "table "
              + table.name()
              + " does not fit its contract: expected "
              + expected
              + ", found "
              + found);
    }
    return rows;
  }

  /**
   * Compares every file that the commit names with its length and SHA-256.
   *
   * @return one sentence for each file that differs; empty when all is well
   */
  public static List<String> verify(RunFolder run, String stage) {
    List<String> problems = new ArrayList<>();
    for (StageCommit.CommittedFile file : run.readCommit(stage).files()) {
      problem(run, file).ifPresent(problems::add);
    }
    return problems;
  }

  private static Optional<String> problem(RunFolder run, StageCommit.CommittedFile file) {
    Path path = new Path(run.out(), file.path());
    try {
      if (!run.files().exists(path)) {
        return Optional.of(file.path() + " is missing");
      }
      long bytes = run.files().getFileStatus(path).getLen();
      if (bytes != file.bytes()) {
        return Optional.of(
            file.path() + " has " + bytes + " bytes, the commit says " + file.bytes());
      }
      return Checksums.sha256(run.files(), path).equals(file.sha256())
          ? Optional.empty()
          : Optional.of(file.path() + " has another SHA-256 than the commit says");
    } catch (IOException e) {
      return Optional.of(file.path() + " cannot be read: " + e.getMessage());
    }
  }
}
