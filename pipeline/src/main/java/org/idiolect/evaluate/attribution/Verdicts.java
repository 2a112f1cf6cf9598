package org.idiolect.evaluate.attribution;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * The table {@code attribution}: whom a judge takes for the author of a text.
 *
 * <p>{@code scores} are the judge's ln p of every candidate, normalised; {@code rank} is the place
 * of the true author among them, 1 = recognised.
 */
public final class Verdicts {
  static final String JUDGE = "judge";
  static final String RANK = "rank";
  static final String PREDICTED = "predicted_author_id";

  public static final StructType SCHEMA =
      new StructType()
          .add(Texts.SOURCE, DataTypes.StringType, false)
          .add(Texts.MESSAGES, DataTypes.IntegerType, false)
          .add(JUDGE, DataTypes.StringType, false)
          .add(Texts.TEXT_ID, DataTypes.StringType, false)
          .add(Texts.AUTHOR_ID, DataTypes.StringType, false)
          .add(PREDICTED, DataTypes.StringType, false)
          .add(RANK, DataTypes.IntegerType, false)
          .add("log_probability", DataTypes.DoubleType, false)
          .add(
              "scores",
              DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false),
              false);

  public static final Table TABLE = new Table("attribution", SCHEMA);
  static final Encoder<Row> ENCODER = Encoders.row(SCHEMA);

  private Verdicts() {}

  /**
   * The verdict on one text.
   *
   * @param logScores of every candidate, up to a constant
   */
  static Row row(Row text, String judge, List<String> authors, double[] logScores) {
    double[] logProbabilities = normalised(logScores);
    String author = text.getAs(Texts.AUTHOR_ID);
    int truth = authors.indexOf(author);
    int first = 0;
    List<scala.Tuple2<String, Object>> scores = new ArrayList<>();
    for (int i = 0; i < logProbabilities.length; i++) {
      first = logProbabilities[i] > logProbabilities[first] ? i : first;
      scores.add(new scala.Tuple2<>(authors.get(i), logProbabilities[i]));
    }
    return RowFactory.create(
        text.getAs(Texts.SOURCE),
        text.getAs(Texts.MESSAGES),
        judge,
        text.getAs(Texts.TEXT_ID),
        author,
        authors.get(first),
        rank(logProbabilities, truth),
        logProbabilities[truth],
        scala.collection.JavaConverters.asScalaBuffer(scores).toMap(scala.Predef.conforms()));
  }

  /** How many score at least as much as the one at the index, itself included. */
  static int rank(double[] scores, int index) {
    int rank = 1;
    for (int i = 0; i < scores.length; i++) {
      rank += i != index && scores[i] >= scores[index] ? 1 : 0;
    }
    return rank;
  }

  static int rank(float[] scores, int index) {
    double[] wide = new double[scores.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = scores[i];
    }
    return rank(wide, index);
  }

  private static double[] normalised(double[] logScores) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double score : logScores) {
      largest = Math.max(largest, score);
    }
    double sum = 0;
    for (double score : logScores) {
      sum += Math.exp(score - largest);
    }
    double[] out = new double[logScores.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = logScores[i] - largest - Math.log(sum);
    }
    return out;
  }
}
