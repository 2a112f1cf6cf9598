package org.idiolect.clean;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.idiolect.ingest.ExportEvent;
import org.idiolect.privacy.PseudonymKey;

/**
 * Turns the events of exports into the five tables of the stage ingest.
 *
 * <p><b>Input</b>: {@link ExportEvent}, from a file rather than from the parser, since each table
 * reads it. <b>Output</b>: {@link IngestResult}. <b>Rows</b>: messages 1 to 0 or 1, the others
 * grouped or filtered. <b>Cost</b>: {@link SameChats}, {@link Duplicates}, one shuffle by
 * conversation; Spark NLP's rules on each kept text.
 */
public final class CleanStep {
  private CleanStep() {}

  public static IngestResult clean(Dataset<Row> events, CleanConfig config, PseudonymKey key) {
    Dataset<Row> chats = SameChats.merged(ofType(events, ExportEvent.MESSAGE), key);
    Dataset<Row> kept = Duplicates.kept(chats, key);
    return new IngestResult(
        sources(events, kept),
        messages(kept, config, key),
        rejects(events),
        names(events),
        sourcesPrivate(events));
  }

  private static Dataset<Row> messages(Dataset<Row> kept, CleanConfig config, PseudonymKey key) {
    Dataset<Row> inSessions = Sessions.assign(TextCounts.count(kept), config, key);
    return inSessions.select(columns(Message.SCHEMA.fieldNames()));
  }

  /**
   * The table sources.
   *
   * @param kept the messages that were kept, with their sources; best from a file, since computing
   *     them is most of the work
   */
  public static Dataset<Row> sources(Dataset<Row> events, Dataset<Row> kept) {
    Dataset<Row> keptCounts =
        kept.groupBy(col(Source.SOURCE_ID)).agg(count(lit(1)).as(Source.MESSAGES));
    Dataset<Row> counts =
        events
            .groupBy(col(Source.SOURCE_ID))
            .agg(
                max(sourceOnly(ExportEvent.PLATFORM)).as(Source.PLATFORM),
                max(sourceOnly(ExportEvent.FORMAT)).as(Source.FORMAT),
                max(sourceOnly(ExportEvent.BYTES)).as(Source.BYTES),
                max(sourceOnly(ExportEvent.SHA256)).as(Source.SHA256),
                collect_set(sourceOnly(ExportEvent.STATUS)).as(Source.STATUS),
                sum(isType(ExportEvent.MESSAGE)).as(ExportEvent.MESSAGE),
                sum(isType(ExportEvent.REJECT)).as(Source.REJECTED),
                sum(isType(ExportEvent.FILTERED)).as(Source.FILTERED));
    Column messages = coalesce(col(Source.MESSAGES), lit(0L));
    var status = udf(new MergeStatus(), DataTypes.StringType);
    return counts
        .join(keptCounts, new String[] {Source.SOURCE_ID}, "left")
        .withColumn(Source.STATUS, status.apply(col(Source.STATUS)))
        .withColumn(Source.MESSAGES, messages)
        .withColumn(Source.DUPLICATES, col(ExportEvent.MESSAGE).minus(messages))
        .withColumn(
            Source.READ,
            col(ExportEvent.MESSAGE).plus(col(Source.REJECTED)).plus(col(Source.FILTERED)))
        .select(columns(Source.SCHEMA.fieldNames()));
  }

  static Dataset<Row> rejects(Dataset<Row> events) {
    return ofType(events, ExportEvent.REJECT)
        .select(
            col(ExportEvent.SOURCE_ID),
            col(ExportEvent.PLACE).as(RejectedPart.POSITION),
            col(ExportEvent.REASON),
            col(ExportEvent.DETAIL));
  }

  /** Names with the number of their messages; an id in the place of a name gets its name. */
  static Dataset<Row> names(Dataset<Row> events) {
    Dataset<Row> accounts =
        ofType(events, ExportEvent.FILTERED)
            .filter(col(ExportEvent.ACCOUNT).isNotNull())
            .groupBy(col(ExportEvent.AUTHOR_ID), col(ExportEvent.ACCOUNT).as(AuthorName.NAME))
            .agg(max(col(ExportEvent.AUTHOR_NAME)).as(ExportEvent.ACCOUNT));
    return writtenNames(events)
        .join(accounts, new String[] {ExportEvent.AUTHOR_ID, AuthorName.NAME}, "left")
        .groupBy(
            col(ExportEvent.AUTHOR_ID),
            coalesce(col(ExportEvent.ACCOUNT), col(AuthorName.NAME)).as(AuthorName.NAME),
            col(ExportEvent.PLATFORM))
        .agg(sum(col(AuthorName.MESSAGES)).as(AuthorName.MESSAGES))
        .select(columns(AuthorName.SCHEMA.fieldNames()));
  }

  private static Dataset<Row> writtenNames(Dataset<Row> events) {
    return ofType(events, ExportEvent.MESSAGE)
        .filter(col(ExportEvent.AUTHOR_NAME).isNotNull())
        .groupBy(
            col(ExportEvent.AUTHOR_ID),
            col(ExportEvent.AUTHOR_NAME).as(AuthorName.NAME),
            col(ExportEvent.PLATFORM))
        .agg(count(lit(1)).as(AuthorName.MESSAGES));
  }

  static Dataset<Row> sourcesPrivate(Dataset<Row> events) {
    return ofType(events, ExportEvent.SOURCE)
        .groupBy(col(ExportEvent.SOURCE_ID))
        .agg(max(col(ExportEvent.PATH)).as(SourcePath.PATH));
  }

  private static Dataset<Row> ofType(Dataset<Row> events, String type) {
    return events.filter(col(ExportEvent.TYPE).equalTo(type));
  }

  private static Column sourceOnly(String column) {
    return when(col(ExportEvent.TYPE).equalTo(ExportEvent.SOURCE), col(column));
  }

  private static Column isType(String type) {
    return when(col(ExportEvent.TYPE).equalTo(type), 1L).otherwise(0L);
  }

  private static Column[] columns(String[] names) {
    Column[] columns = new Column[names.length];
    for (int i = 0; i < names.length; i++) {
      columns[i] = col(names[i]);
    }
    return columns;
  }
}
