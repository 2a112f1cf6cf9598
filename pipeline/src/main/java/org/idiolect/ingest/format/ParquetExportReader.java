package org.idiolect.ingest.format;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Reads generic Parquet, columns by {@link GenericRow}.
 *
 * <p>The file is copied aside first ({@link SpooledParquet}). In memory are the mapped columns of
 * one group of rows, packed as they lie in the file, and one row.
 */
final class ParquetExportReader implements ExportReader {
  private static final List<String> OPTIONAL =
      List.of("id", "author_name", "kind", "reply_to", "edited_at");

  private final SpooledParquet spool;
  private final ParquetFileReader file;
  private final MessageType schema;
  private final FormatConfig config;
  private final GenericRow cells;
  private final Set<SourceFlag> flags = EnumSet.noneOf(SourceFlag.class);
  private RecordReader<Group> rows;
  private long rowsLeft;
  private long position;
  private boolean finished;

  /** The columns are told when the file is opened: they are named at its end. */
  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(head.text().startsWith("PAR1"));
  }

  static ParquetExportReader open(ExportInput input, FormatConfig config) throws IOException {
    SpooledParquet spool = new SpooledParquet(input.bytes().open());
    try {
      return new ParquetExportReader(spool, ParquetFileReader.open(spool), config);
    } catch (RuntimeException e) {
      spool.close();
      throw new IOException("this is no Parquet file", e); // Its message could quote values.
    } catch (IOException e) {
      spool.close();
      throw e;
    }
  }

  private ParquetExportReader(SpooledParquet spool, ParquetFileReader file, FormatConfig config) {
    this.spool = spool;
    this.file = file;
    this.config = config;
    this.cells = new GenericRow(config);
    MessageType whole = file.getFileMetaData().getSchema();
    this.schema = new MessageType(whole.getName(), mapped(whole, config));
  }

  @Override
  public Event next() throws IOException {
    if (finished) {
      return null;
    }
    for (String column :
        List.of(config.sentAtColumn(), config.authorColumn(), config.textColumn())) {
      if (ParquetCells.find(schema, column) < 0) {
        finished = true;
        return new Reject(
            0,
            RejectReason.MISSING_FIELD,
            "no column '" + column + "': name it with ingest.format.*-column");
      }
    }
    try {
      return nextRow();
    } catch (EOFException e) {
      return brokenOff(RejectReason.TRUNCATED);
    } catch (IOException | RuntimeException e) {
      return brokenOff(RejectReason.SYNTAX);
    }
  }

  @Override
  public Set<SourceFlag> flags() {
    return flags;
  }

  @Override
  public void close() throws IOException {
    try (spool) {
      file.close();
    }
  }

  private Event nextRow() throws IOException {
    while (rowsLeft == 0) {
      PageReadStore group = file.readNextRowGroup();
      if (group == null) {
        finished = true;
        return null;
      }
      rowsLeft = group.getRowCount();
      rows =
          new ColumnIOFactory(file.getFileMetaData().getCreatedBy())
              .getColumnIO(schema, file.getFileMetaData().getSchema())
              .getRecordReader(group, new GroupRecordConverter(schema));
    }
    Group row = rows.read();
    rowsLeft--;
    position++;
    return cells.toEvent(position, column -> ParquetCells.text(row, column));
  }

  private Reject brokenOff(RejectReason reason) {
    finished = true;
    flags.add(SourceFlag.PARTIAL);
    return new Reject(position + 1, reason, "the Parquet file cannot be read on from here");
  }

  private static List<Type> mapped(MessageType whole, FormatConfig config) {
    List<String> wanted = new ArrayList<>(OPTIONAL);
    wanted.add(config.conversationColumn());
    wanted.add(config.sentAtColumn());
    wanted.add(config.authorColumn());
    wanted.add(config.textColumn());
    List<Type> columns = new ArrayList<>();
    for (String name : wanted) {
      int index = ParquetCells.find(whole, name);
      if (index >= 0
          && whole.getType(index).isPrimitive()
          && !columns.contains(whole.getType(index))) {
        columns.add(whole.getType(index));
      }
    }
    return columns;
  }
}
