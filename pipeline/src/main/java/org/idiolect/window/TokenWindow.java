package org.idiolect.window;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * A row of the table windows: one block of one session.
 *
 * @param windowId hash of the session and the window's place in it
 * @param windowIndex place among the windows of its session, from 0
 * @param tokenIds the first is end-of-text; shared, not copied
 * @param spans messages in order, context included
 * @param scoredFrom token i counts exactly when i >= scoredFrom; what lies before is context
 */
public record TokenWindow(
    String windowId,
    String conversationId,
    String sessionId,
    Split split,
    int windowIndex,
    int[] tokenIds,
    List<Span> spans,
    int scoredFrom)
    implements Serializable {
  public static final String WINDOW_ID = "window_id";
  public static final String CONVERSATION_ID = "conversation_id";
  public static final String SESSION_ID = "session_id";
  public static final String SPLIT = "split";
  public static final String WINDOW_INDEX = "window_index";
  public static final String TOKEN_IDS = "token_ids";
  public static final String SPANS = "spans";
  public static final String SCORED_FROM = "scored_from";

  public static final StructType SCHEMA =
      new StructType()
          .add(WINDOW_ID, DataTypes.StringType, false)
          .add(CONVERSATION_ID, DataTypes.StringType, false)
          .add(SESSION_ID, DataTypes.StringType, false)
          .add(SPLIT, DataTypes.StringType, false)
          .add(WINDOW_INDEX, DataTypes.IntegerType, false)
          .add(TOKEN_IDS, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add(SPANS, DataTypes.createArrayType(Span.SCHEMA, false), false)
          .add(SCORED_FROM, DataTypes.IntegerType, false);

  public static final Table TABLE = new Table("windows", SCHEMA);
  public static final Encoder<Row> ENCODER = Encoders.row(SCHEMA);

  public TokenWindow {
    Objects.requireNonNull(windowId, WINDOW_ID);
    Objects.requireNonNull(conversationId, CONVERSATION_ID);
    Objects.requireNonNull(sessionId, SESSION_ID);
    Objects.requireNonNull(split, SPLIT);
    Objects.requireNonNull(tokenIds, TOKEN_IDS);
    spans = List.copyOf(spans);
  }

  public static TokenWindow fromRow(Row row) {
    List<Row> spans = row.getList(row.fieldIndex(SPANS));
    return new TokenWindow(
        row.getAs(WINDOW_ID),
        row.getAs(CONVERSATION_ID),
        row.getAs(SESSION_ID),
        Split.of(row.getAs(SPLIT)),
        row.<Integer>getAs(WINDOW_INDEX),
        row.<Integer>getList(row.fieldIndex(TOKEN_IDS)).stream()
            .mapToInt(Integer::intValue)
            .toArray(),
        spans.stream().map(Span::fromRow).toList(),
        row.<Integer>getAs(SCORED_FROM));
  }

  public Row toRow() {
    Row[] spanRows = spans.stream().map(Span::toRow).toArray(Row[]::new);
    return RowFactory.create(
        windowId,
        conversationId,
        sessionId,
        split.label(),
        windowIndex,
        tokenIds,
        spanRows,
        scoredFrom);
  }
}
