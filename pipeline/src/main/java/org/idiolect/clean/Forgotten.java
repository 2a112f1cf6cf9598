package org.idiolect.clean;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructField;
import org.idiolect.ingest.ExportEvent;

/**
 * Leaves people out who asked for it: their messages count as filtered and are kept nowhere. What
 * others wrote about them stays; it is the others' text.
 */
public final class Forgotten {
  /** Stands for the path of a file in which a forgotten person wrote: it may hold their name. */
  static final String NO_PATH = "";

  private static final Set<String> COUNTED =
      Set.of(ExportEvent.SOURCE_ID, ExportEvent.POSITION, ExportEvent.PLATFORM);

  private Forgotten() {}

  /**
   * The events of exports without the messages of some people.
   *
   * @param events rows of {@link ExportEvent}
   * @param authorIds pseudonyms of the forgotten
   */
  public static Dataset<Row> leaveOut(Dataset<Row> events, Collection<String> authorIds) {
    if (authorIds.isEmpty()) {
      return events;
    }
    Column theirs =
        col(ExportEvent.TYPE)
            .equalTo(ExportEvent.MESSAGE)
            .and(col(ExportEvent.AUTHOR_ID).isin(authorIds.toArray()));
    return events.select(
        Stream.of(ExportEvent.SCHEMA.fields())
            .map(field -> of(field, theirs))
            .toArray(Column[]::new));
  }

  private static Column of(StructField field, Column theirs) {
    Column column = col(field.name());
    if (field.name().equals(ExportEvent.TYPE)) {
      return when(theirs, ExportEvent.FILTERED).otherwise(column).as(field.name());
    }
    return COUNTED.contains(field.name())
        ? column
        : when(not(coalesce(theirs, lit(false))), column).as(field.name());
  }

  /** The tables of ingest without one person; counts still add up. */
  public static IngestResult leaveOut(IngestResult tables, String authorId) {
    Column theirs = col(Message.AUTHOR_ID).equalTo(authorId);
    Dataset<Row> theirSources =
        tables
            .messages()
            .filter(theirs)
            .groupBy(Source.SOURCE_ID)
            .agg(count(lit(1)).as("forgotten"));
    return new IngestResult(
        sources(tables.sources(), theirSources),
        numbered(tables.messages().filter(not(theirs))),
        tables.rejects(),
        tables.names().filter(not(col(AuthorName.AUTHOR_ID).equalTo(authorId))),
        paths(tables.sourcesPrivate(), theirSources));
  }

  private static Dataset<Row> sources(Dataset<Row> sources, Dataset<Row> theirSources) {
    Column forgotten = coalesce(col("forgotten"), lit(0L));
    return sources
        .join(theirSources, on(Source.SOURCE_ID), "left")
        .withColumn(Source.MESSAGES, col(Source.MESSAGES).minus(forgotten))
        .withColumn(Source.FILTERED, col(Source.FILTERED).plus(forgotten))
        .drop("forgotten")
        .selectExpr(Source.SCHEMA.fieldNames());
  }

  private static Dataset<Row> paths(Dataset<Row> paths, Dataset<Row> theirSources) {
    return paths
        .join(theirSources, on(Source.SOURCE_ID), "left")
        .withColumn(
            SourcePath.PATH,
            when(col("forgotten").isNull(), col(SourcePath.PATH)).otherwise(NO_PATH))
        .selectExpr(SourcePath.SCHEMA.fieldNames());
  }

  /** The others' messages keep their order; their places in the conversation are counted again. */
  private static Dataset<Row> numbered(Dataset<Row> messages) {
    var place = Window.partitionBy(Message.CONVERSATION_ID).orderBy(Message.MESSAGE_INDEX);
    return messages
        .withColumn(Message.MESSAGE_INDEX, row_number().over(place).minus(1))
        .selectExpr(Message.SCHEMA.fieldNames());
  }

  private static String[] on(String column) {
    return List.of(column).toArray(String[]::new);
  }
}
