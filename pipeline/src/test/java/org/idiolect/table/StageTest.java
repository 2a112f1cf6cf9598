package org.idiolect.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.SparkExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class StageTest {
  private static final Table NUMBERS =
      new Table("numbers", new StructType().add("id", DataTypes.LongType, false));

  @TempDir Path out;

  @Test
  void committedTablesAreRead(SparkSession spark) {
    RunFolder run = run("first");
    Stage.open(run, "ingest", List.of("numbers"))
        .write(numbers(spark, 5), NUMBERS)
        .count("read", 5)
        .commit(new TreeMap<>(), List.of());

    assertThat(Tables.read(spark, run, "ingest", NUMBERS).count()).isEqualTo(5);
    assertThat(run.readCommit("ingest").count("read")).isEqualTo(5);
    assertThat(Tables.verify(run, "ingest")).isEmpty();
    assertThat(RunFolder.newestRunId(out.toString(), new Configuration())).contains("first");
  }

  @Test
  void aStageThatWasKilledIsNotReadAndItsRestIsRemoved(SparkSession spark) {
    RunFolder run = run("first");
    Stage.open(run, "ingest", List.of("numbers")).write(numbers(spark, 5), NUMBERS);

    assertThatThrownBy(() -> Tables.read(spark, run, "ingest", NUMBERS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no committed stage 'ingest'");

    Stage.open(run, "ingest", List.of("numbers"))
        .write(numbers(spark, 3), NUMBERS)
        .commit(new TreeMap<>(), List.of());
    assertThat(Tables.read(spark, run, "ingest", NUMBERS).count()).isEqualTo(3);
  }

  @Test
  void aCommittedStageIsNeverRewritten(SparkSession spark) {
    RunFolder run = run("first");
    Stage.open(run, "ingest", List.of("numbers"))
        .write(numbers(spark, 5), NUMBERS)
        .commit(new TreeMap<>(), List.of());

    assertThatThrownBy(() -> Stage.open(run, "ingest", List.of("numbers")))
        .hasMessageContaining("never rewritten");
  }

  @Test
  void verifyFindsAFlippedByteAndAMissingFile(SparkSession spark) throws IOException {
    RunFolder run = run("first");
    Stage.open(run, "ingest", List.of("numbers"))
        .write(numbers(spark, 5).coalesce(1), NUMBERS)
        .document("page.html", "<p>")
        .commit(new TreeMap<>(), List.of());
    Path part = onlyPart("numbers");
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 2] ^= 1;
    Files.write(part, bytes);
    Files.delete(out.resolve("runs/first/page.html"));

    assertThat(Tables.verify(run, "ingest"))
        .hasSize(2)
        .anyMatch(problem -> problem.contains("part-"))
        .anyMatch(problem -> problem.contains("page.html is missing"));
  }

  @Test
  void rowsOfMegabytesAreNotPiledUpInMemory(SparkSession spark) throws IOException {
    writeBinary(spark, 40, 1_000_000);

    // By default the first look would be at the hundredth row, the first row group at 128 MiB.
    assertThat(rowGroups())
        .hasSizeGreaterThan(1)
        .allMatch(group -> group.getTotalByteSize() <= ParquetOptions.BYTES);
  }

  /** Parquet holds the least and the greatest row of every group until the file is closed. */
  @Test
  void aFileOfBinaryRowsIsClosedAfterSome(SparkSession spark) throws IOException {
    writeBinary(spark, 3 * (int) ParquetOptions.ROWS_OF_A_FILE, 100);

    assertThat(rowGroups())
        .hasSize(3)
        .allMatch(group -> group.getRowCount() == ParquetOptions.ROWS_OF_A_FILE);
  }

  private void writeBinary(SparkSession spark, int rows, int bytes) {
    StructType schema = new StructType().add("tensors", DataTypes.BinaryType, false);
    Random random = new Random(1);
    List<Row> incompressible = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      byte[] tensors = new byte[bytes];
      random.nextBytes(tensors);
      incompressible.add(RowFactory.create((Object) tensors));
    }
    Stage.open(run("first"), "train", List.of("adapters"))
        .write(
            spark.createDataFrame(incompressible, schema).coalesce(1),
            new Table("adapters", schema))
        .commit(new TreeMap<>(), List.of());
  }

  /** Those of all files of the table of adapters. */
  private List<BlockMetaData> rowGroups() throws IOException {
    List<BlockMetaData> groups = new ArrayList<>();
    for (Path part : parts("adapters")) {
      var file = new org.apache.hadoop.fs.Path(part.toString());
      try (ParquetFileReader reader =
          ParquetFileReader.open(HadoopInputFile.fromPath(file, new Configuration()))) {
        groups.addAll(reader.getRowGroups());
      }
    }
    return groups;
  }

  @Test
  void otherColumnsThanTheContractAreRefused(SparkSession spark) {
    Stage stage = Stage.open(run("first"), "ingest", List.of("numbers"));

    assertThatThrownBy(
            () -> stage.write(numbers(spark, 5).selectExpr("cast(id as int) id"), NUMBERS))
        .isInstanceOf(CorruptTableException.class)
        .hasMessageContaining("expected struct<id:bigint>, found struct<id:int>");
  }

  @Test
  void runIdsThatSparkWouldReadAsNumbersOrDatesAreRefused() {
    assertThatThrownBy(() -> run("007")).hasMessageContaining("[a-z][a-z0-9-]*");
    assertThatThrownBy(() -> run("2026-01-01")).hasMessageContaining("run-id");
  }

  @Test
  void oneRunAtATimeHoldsAnOutput() {
    try (OutputLock held = OutputLock.take(out)) {
      assertThatThrownBy(() -> OutputLock.take(out))
          .isInstanceOf(OutputLock.OutputHeldException.class)
          .hasMessageContaining(out.toString());
    }
    OutputLock.take(out).close();
  }

  private RunFolder run(String id) {
    return RunFolder.of(out.toString(), id, new Configuration());
  }

  private Path onlyPart(String table) throws IOException {
    return parts(table).get(0);
  }

  private List<Path> parts(String table) throws IOException {
    try (Stream<Path> files = Files.list(out.resolve("tables/" + table + "/run_id=first"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("part-")).toList();
    }
  }

  private static Dataset<Row> numbers(SparkSession spark, int count) {
    return spark.range(count).toDF();
  }
}
