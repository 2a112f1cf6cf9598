package org.idiolect.evaluate;

import java.util.function.DoubleUnaryOperator;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * The table {@code perplexity_by_author}: three perplexities of one author under one model.
 *
 * <p>Three values of {@code author_id} are pools: {@link #ALL}, {@link #MATCHED}, {@link #MACRO}.
 */
public final class AuthorPerplexity {
  /**
   * Everybody's messages, summed. A model with adapters covers fewer people than base and shared.
   */
  public static final String ALL = "all";

  /** The messages of the people who have a number under every model, summed: models compare. */
  public static final String MATCHED = "matched";

  /**
   * The mean over those of them with enough held-out messages and sessions, one vote each: of bits
   * per byte, and the geometric mean of perplexities.
   */
  public static final String MACRO = "macro";

  public static final String MODEL = MessageNll.MODEL;
  public static final String AUTHOR_ID = MessageNll.AUTHOR_ID;
  public static final String SPLIT = MessageNll.SPLIT;
  public static final String MESSAGES = "messages";
  public static final String SESSIONS = "sessions";
  public static final String TOKENS = MessageNll.TOKENS;
  public static final String WORDS = MessageNll.WORDS;
  public static final String BYTES = MessageNll.BYTES;
  public static final String TOKEN_PERPLEXITY = "token_perplexity";
  public static final String WORD_PERPLEXITY = "word_perplexity";
  public static final String BITS_PER_BYTE = "bits_per_byte";
  public static final String LOW = "_low";
  public static final String HIGH = "_high";

  public static final StructType SCHEMA =
      number(
          number(
              number(
                  new StructType()
                      .add(MODEL, DataTypes.StringType, false)
                      .add(AUTHOR_ID, DataTypes.StringType, false)
                      .add(SPLIT, DataTypes.StringType, false)
                      .add(MESSAGES, DataTypes.LongType, false)
                      .add(SESSIONS, DataTypes.LongType, false)
                      .add(TOKENS, DataTypes.LongType, false)
                      .add(WORDS, DataTypes.LongType, false)
                      .add(BYTES, DataTypes.LongType, false),
                  TOKEN_PERPLEXITY),
              WORD_PERPLEXITY),
          BITS_PER_BYTE);

  public static final Table TABLE = new Table("perplexity_by_author", SCHEMA);
  static final Encoder<Row> ENCODER = Encoders.row(SCHEMA);

  private AuthorPerplexity() {}

  /** The row of one author or pool; bounds are null below the minimum of sessions. */
  static Row row(ModelRates rates, int minimumSessions) {
    boolean bounded = rates.sessions() >= minimumSessions;
    double[] nats = rates.nats();
    Double[] token = bounds(nats[0], rates.natsPerToken(), Math::exp, bounded);
    Double[] word = bounds(nats[1], rates.natsPerWord(), Math::exp, bounded);
    Double[] bits = bounds(nats[2], rates.natsPerByte(), AuthorPerplexity::bits, bounded);
    return RowFactory.create(
        rates.model(),
        rates.authorId(),
        rates.split(),
        rates.messages(),
        rates.sessions(),
        rates.tokens(),
        rates.words(),
        rates.bytes(),
        token[0],
        token[1],
        token[2],
        word[0],
        word[1],
        word[2],
        bits[0],
        bits[1],
        bits[2]);
  }

  static double bits(double nats) {
    return nats / Math.log(2);
  }

  /** Value, low, high; the scale grows, so percentiles may be taken before or after it. */
  private static Double[] bounds(
      double nats, double[] resamples, DoubleUnaryOperator scale, boolean bounded) {
    Interval interval = bounded ? Interval.of(resamples) : null;
    return new Double[] {
      Double.isNaN(nats) ? null : (Double) scale.applyAsDouble(nats),
      interval == null ? null : (Double) scale.applyAsDouble(interval.low()),
      interval == null ? null : (Double) scale.applyAsDouble(interval.high())
    };
  }

  private static StructType number(StructType schema, String name) {
    return schema
        .add(name, DataTypes.DoubleType, true)
        .add(name + LOW, DataTypes.DoubleType, true)
        .add(name + HIGH, DataTypes.DoubleType, true);
  }
}
