package org.idiolect.evaluate.attribution;

import java.util.Locale;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/** The table {@code attribution_training}: how the head learned, an epoch a row. */
public final class JudgeRow {
  public static final StructType SCHEMA =
      new StructType()
          .add("epoch", DataTypes.IntegerType, false)
          .add("steps", DataTypes.IntegerType, false)
          .add("lambda", DataTypes.DoubleType, false)
          .add("pooling", DataTypes.StringType, false)
          .add("author_nll_nats", DataTypes.DoubleType, true)
          .add("l1_nats", DataTypes.DoubleType, true)
          .add("validation_author_nll_nats", DataTypes.DoubleType, true)
          .add("validation_top1", DataTypes.DoubleType, true)
          .add("validation_texts", DataTypes.IntegerType, false)
          .add("kept", DataTypes.BooleanType, false);

  public static final Table TABLE = new Table("attribution_training", SCHEMA);
  static final Encoder<Row> ENCODER = Encoders.row(SCHEMA);

  private JudgeRow() {}

  static Row row(
      int epoch,
      int steps,
      JudgeConfig config,
      double[] train,
      Validation validation,
      boolean kept) {
    return RowFactory.create(
        epoch,
        steps,
        config.lambda(),
        config.pooling().name().toLowerCase(Locale.ROOT),
        finite(train[0]),
        finite(train[1]),
        finite(validation.nll()),
        finite(validation.top1()),
        validation.texts(),
        kept);
  }

  /**
   * What the head makes of the validation texts.
   *
   * @param nll mean NLL of the true author, nats; NaN without texts
   * @param top1 share of texts with the true author first
   * @param texts rows judged
   */
  record Validation(double nll, double top1, int texts) {}

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
