package org.idiolect.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.clean.Message;
import org.idiolect.window.Author;
import org.idiolect.window.Span;
import org.idiolect.window.TokenWindow;

/**
 * People with fewer training messages than they have: each person several times, as a person of
 * their own whose training messages are the latest n.
 *
 * <p>The latest, not drawn ones: subsets are nested, each is what somebody who began to save their
 * chats n messages ago would have, and a window can be cut where the subset begins, so that no loss
 * counts a message outside of it. The price: small subsets are also the closest in time to the
 * held-out messages.
 *
 * <p><b>Input</b>: {@code windows}, {@code messages}. <b>Output</b>: {@link #SCHEMA}, the columns
 * of a window with whose it is. <b>Rows</b>: a training window gives one for each subset that has a
 * message in it, a held-out one gives one for each subset of each person who speaks in it. <b>
 * Cost</b>: three shuffles of those people's windows.
 */
public final class TrainingSubsets {
  /** The id under which the subset is trained. */
  public static final String SUBSET = "subset";

  /** Whose messages they are. */
  public static final String PERSON = "person";

  /** How many. */
  public static final String MESSAGES = "n_messages";

  static final String TOTAL = "total";
  static final String PLACES = "places";
  private static final String MESSAGE_ID = "spoken_id";
  private static final String PLACE = "place";

  public static final StructType SCHEMA =
      TokenWindow.SCHEMA
          .add(SUBSET, DataTypes.StringType, false)
          .add(PERSON, DataTypes.StringType, false)
          .add(MESSAGES, DataTypes.IntegerType, false);

  private TrainingSubsets() {}

  /** The id of a person's latest messages. */
  static String id(String person, int messages) {
    return person + "." + messages;
  }

  /** The windows of every subset of these people. */
  public static Dataset<Row> of(
      Dataset<Row> windows,
      Dataset<Row> messages,
      List<String> people,
      LearningCurveConfig config) {
    Dataset<Row> spoken = spoken(windows, people);
    Dataset<Row> places = places(spoken, messages);
    Dataset<Row> training =
        spoken
            .filter(col(TokenWindow.SPLIT).equalTo("train"))
            .join(places, new String[] {PERSON, MESSAGE_ID})
            .groupBy(TokenWindow.WINDOW_ID, PERSON)
            .agg(collect_list(struct(MESSAGE_ID, PLACE)).as(PLACES), max(TOTAL).as(TOTAL));
    Dataset<Row> heldOut =
        spoken
            .filter(col(TokenWindow.SPLIT).notEqual("train"))
            .select(TokenWindow.WINDOW_ID, PERSON)
            .distinct()
            .join(places.groupBy(PERSON).agg(max(TOTAL).as(TOTAL)), PERSON)
            .withColumn(PLACES, lit(null).cast(training.schema().apply(PLACES).dataType()));
    return training
        .unionByName(heldOut)
        .join(windows, TokenWindow.WINDOW_ID)
        .flatMap(new LatestMessagesOnly(config), Encoders.row(SCHEMA));
  }

  /** Who speaks which message in which window, context left out. */
  private static Dataset<Row> spoken(Dataset<Row> windows, List<String> people) {
    return windows
        .withColumn("span", explode(col(TokenWindow.SPANS)))
        .filter(col("span." + Span.END).gt(col(TokenWindow.SCORED_FROM)))
        .filter(col("span." + Span.AUTHOR_ID).isInCollection(people))
        .select(
            col(TokenWindow.WINDOW_ID),
            col(TokenWindow.SPLIT),
            col("span." + Span.AUTHOR_ID).as(PERSON),
            col("span." + Span.MESSAGE_ID).as(MESSAGE_ID));
  }

  /** The place of each training message among the person's, 1 for the latest, and how many. */
  private static Dataset<Row> places(Dataset<Row> spoken, Dataset<Row> messages) {
    WindowSpec all = Window.partitionBy(PERSON);
    WindowSpec latestFirst =
        all.orderBy(
            col(Message.SENT_AT).desc(),
            col(Message.CONVERSATION_ID),
            col(Message.MESSAGE_INDEX).desc());
    Dataset<Row> times =
        messages.select(
            col(Message.MESSAGE_ID).as(MESSAGE_ID),
            col(Message.SENT_AT),
            col(Message.CONVERSATION_ID),
            col(Message.MESSAGE_INDEX));
    return spoken
        .filter(col(TokenWindow.SPLIT).equalTo("train"))
        .select(PERSON, MESSAGE_ID)
        .distinct()
        .join(times, MESSAGE_ID)
        .select(
            col(PERSON),
            col(MESSAGE_ID),
            row_number().over(latestFirst).as(PLACE),
            count(lit(1)).over(all).cast("int").as(TOTAL));
  }

  /**
   * The subsets as people who can be trained: author_id, grade, eligible; grade and so the
   * adapter's rank is that of the whole person.
   */
  public static Dataset<Row> authors(Dataset<Row> subsets, Dataset<Row> authors) {
    return training(subsets)
        .join(authors.withColumnRenamed(Author.AUTHOR_ID, PERSON), PERSON)
        .select(col(SUBSET).as(Author.AUTHOR_ID), col(Author.GRADE), lit(true).as(Author.ELIGIBLE));
  }

  /** One row a subset: subset, person, n_messages and windows, those it is trained on. */
  static Dataset<Row> training(Dataset<Row> subsets) {
    return subsets
        .filter(col(TokenWindow.SPLIT).equalTo("train"))
        .groupBy(SUBSET, PERSON, MESSAGES)
        .agg(count(lit(1)).as("windows"));
  }
}
