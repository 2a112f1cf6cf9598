package org.idiolect.evaluate.attribution;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * The table {@code attribution_report}: how often each judge is right, by source and length.
 *
 * <p>{@code top1} is the share of texts whose author came first, with Wilson's 95 % interval;
 * {@code mrr} the mean of 1 / rank; {@code macro_f1} the mean over people of the F1 measure; {@code
 * chance} what guessing gives.
 */
public final class AttributionReport {
  /** Of the normal distribution, two-sided 95 %. */
  private static final double Z = 1.959964;

  public static final String SOURCE = Texts.SOURCE;
  public static final String MESSAGES = Texts.MESSAGES;
  public static final String JUDGE = Verdicts.JUDGE;
  public static final String TEXTS = "texts";
  public static final String TOP1 = "top1";
  public static final String LOW = "low";
  public static final String HIGH = "high";
  public static final String CHANCE = "chance";

  public static final StructType SCHEMA =
      new StructType()
          .add(SOURCE, DataTypes.StringType, false)
          .add(MESSAGES, DataTypes.IntegerType, false)
          .add(JUDGE, DataTypes.StringType, false)
          .add(TEXTS, DataTypes.LongType, false)
          .add("people", DataTypes.LongType, false)
          .add(TOP1, DataTypes.DoubleType, false)
          .add(LOW, DataTypes.DoubleType, false)
          .add(HIGH, DataTypes.DoubleType, false)
          .add("mrr", DataTypes.DoubleType, false)
          .add("macro_f1", DataTypes.DoubleType, false)
          .add(CHANCE, DataTypes.DoubleType, false);

  public static final Table TABLE = new Table("attribution_report", SCHEMA);

  private static final String[] KEY = {Texts.SOURCE, Texts.MESSAGES, Verdicts.JUDGE};
  private static final String PERSON = "person";
  private static final String RIGHT = "right";
  private static final String WRITTEN = "written";
  private static final String NAMED = "named";

  private AttributionReport() {}

  /**
   * Sums up the verdicts.
   *
   * @param candidates people whom a judge could name
   */
  public static Dataset<Row> of(Dataset<Row> verdicts, int candidates) {
    Column right = when(col(Verdicts.RANK).equalTo(1), 1.0).otherwise(0.0);
    Column n = col(TEXTS);
    Column p = col(TOP1);
    Column centre = p.plus(lit(Z * Z).divide(n.multiply(2)));
    Column spread =
        sqrt(p.multiply(lit(1).minus(p)).divide(n).plus(lit(Z * Z / 4).divide(n.multiply(n))))
            .multiply(Z);
    Column scale = lit(1).plus(lit(Z * Z).divide(n));
    return verdicts
        .groupBy(KEY[0], KEY[1], KEY[2])
        .agg(
            count(lit(1)).as(TEXTS),
            countDistinct(Texts.AUTHOR_ID).as("people"),
            avg(right).as(TOP1),
            avg(lit(1.0).divide(col(Verdicts.RANK))).as("mrr"))
        .join(f1(verdicts, right), KEY)
        .withColumn(LOW, centre.minus(spread).divide(scale))
        .withColumn(HIGH, centre.plus(spread).divide(scale))
        .withColumn(CHANCE, lit(1.0 / candidates))
        .orderBy(KEY[0], KEY[1], KEY[2])
        .coalesce(1);
  }

  /** F1 of a person: 2 right / (texts written + texts named as theirs); the mean over people. */
  private static Dataset<Row> f1(Dataset<Row> verdicts, Column right) {
    Dataset<Row> written = counted(verdicts, Texts.AUTHOR_ID, right, lit(1.0), lit(0.0));
    Dataset<Row> named = counted(verdicts, Verdicts.PREDICTED, lit(0.0), lit(0.0), lit(1.0));
    return written
        .unionByName(named)
        .groupBy(col(KEY[0]), col(KEY[1]), col(KEY[2]), col(PERSON))
        .agg(sum(RIGHT).as(RIGHT), sum(WRITTEN).as(WRITTEN), sum(NAMED).as(NAMED))
        .filter(col(WRITTEN).gt(0))
        .groupBy(KEY[0], KEY[1], KEY[2])
        .agg(avg(col(RIGHT).multiply(2).divide(col(WRITTEN).plus(col(NAMED)))).as("macro_f1"));
  }

  private static Dataset<Row> counted(
      Dataset<Row> verdicts, String person, Column right, Column written, Column named) {
    return verdicts.select(
        col(KEY[0]),
        col(KEY[1]),
        col(KEY[2]),
        col(person).as(PERSON),
        right.as(RIGHT),
        written.as(WRITTEN),
        named.as(NAMED));
  }
}
