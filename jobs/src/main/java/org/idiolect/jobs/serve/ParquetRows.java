package org.idiolect.jobs.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.idiolect.table.RunFolder;

/** Reads a small table without Spark, which takes seconds to start. */
final class ParquetRows {
  /**
   * Compressed pages are handed on in pieces of this size, and each piece copies all before it: the
   * adapters are pages of megabytes, and with Hadoop's 4 KiB they took two seconds to read.
   */
  private static final int PIECE_BYTES = 4 << 20;

  private ParquetRows() {}

  /** Gives every row of a run's table to the consumer. */
  static void forEach(RunFolder run, String table, Consumer<Group> consumer) {
    try {
      FileSystem files = run.files();
      Configuration hadoop = new Configuration(files.getConf());
      hadoop.setInt("io.file.buffer.size", PIECE_BYTES);
      for (FileStatus file : files.listStatus(run.table(table))) {
        if (file.getPath().getName().endsWith(".parquet")) {
          forEach(file.getPath(), hadoop, consumer);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the table " + table, e);
    }
  }

  private static void forEach(Path file, Configuration hadoop, Consumer<Group> consumer)
      throws IOException {
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), file).withConf(hadoop).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        consumer.accept(row);
      }
    }
  }

  /** A text, or null. */
  static String text(Group row, String column) {
    return row.getFieldRepetitionCount(column) == 0 ? null : row.getString(column, 0);
  }
}
