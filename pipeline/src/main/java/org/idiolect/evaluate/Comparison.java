package org.idiolect.evaluate;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * The table {@code comparisons}: how much better one model predicts the same messages than another.
 *
 * <p>{@code bits_per_byte_difference} is model a minus model b: negative means that a is better.
 * {@code relative} is the difference over b's bits per byte. The interval is of the difference:
 * both models are resampled with the same sessions.
 */
public final class Comparison {
  public static final String SPLIT = MessageNll.SPLIT;
  public static final String MODEL_A = "model_a";
  public static final String MODEL_B = "model_b";
  public static final String AUTHOR_ID = MessageNll.AUTHOR_ID;
  public static final String MESSAGES = "messages";
  public static final String SESSIONS = "sessions";
  public static final String ELIGIBLE = "eligible";
  public static final String DIFFERENCE = "bits_per_byte_difference";
  public static final String LOW = "low";
  public static final String HIGH = "high";
  public static final String RELATIVE = "relative";

  public static final StructType SCHEMA =
      new StructType()
          .add(SPLIT, DataTypes.StringType, false)
          .add(MODEL_A, DataTypes.StringType, false)
          .add(MODEL_B, DataTypes.StringType, false)
          .add(AUTHOR_ID, DataTypes.StringType, false)
          .add(MESSAGES, DataTypes.LongType, false)
          .add(SESSIONS, DataTypes.LongType, false)
          .add(ELIGIBLE, DataTypes.BooleanType, false)
          .add(DIFFERENCE, DataTypes.DoubleType, true)
          .add(LOW, DataTypes.DoubleType, true)
          .add(HIGH, DataTypes.DoubleType, true)
          .add(RELATIVE, DataTypes.DoubleType, true);

  public static final Table TABLE = new Table("comparisons", SCHEMA);
  static final Encoder<Row> ENCODER = Encoders.row(SCHEMA);

  /**
   * The compared pairs: is it the person, does the adapter help, did fine-tuning help, and both.
   */
  static final List<List<ScoredModel>> PAIRS =
      List.of(
          List.of(ScoredModel.AUTHOR, ScoredModel.SHARED),
          List.of(ScoredModel.AUTHOR, ScoredModel.SWAPPED),
          List.of(ScoredModel.SWAPPED, ScoredModel.SHARED),
          List.of(ScoredModel.SHARED, ScoredModel.BASE),
          List.of(ScoredModel.AUTHOR, ScoredModel.BASE));

  private Comparison() {}

  /** The row that compares two models on the messages of one author or pool. */
  static Row row(ModelRates a, ModelRates b, int minimumSessions) {
    double difference = AuthorPerplexity.bits(a.nats()[2] - b.nats()[2]);
    Interval interval = a.sessions() < minimumSessions ? null : Interval.of(differences(a, b));
    return RowFactory.create(
        a.split(),
        a.model(),
        b.model(),
        a.authorId(),
        a.messages(),
        a.sessions(),
        a.eligible(),
        Double.isNaN(difference) ? null : (Double) difference,
        interval == null ? null : (Double) interval.low(),
        interval == null ? null : (Double) interval.high(),
        Double.isNaN(difference) ? null : (Double) ((a.nats()[2] - b.nats()[2]) / b.nats()[2]));
  }

  private static double[] differences(ModelRates a, ModelRates b) {
    return IntStream.range(0, a.natsPerByte().length)
        .mapToDouble(i -> AuthorPerplexity.bits(a.natsPerByte()[i] - b.natsPerByte()[i]))
        .toArray();
  }
}
