package org.idiolect.evaluate;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * NLL rates of one author, or of a pool of authors, under one model: an intermediate result.
 *
 * @param eligible whether the author counts in the macro average
 * @param nats NLL in nats per token, per word and per byte, in this order; NaN where nothing counts
 * @param natsPerToken the first rate in each resample; likewise the next two
 */
record ModelRates(
    String split,
    String authorId,
    String model,
    long messages,
    long sessions,
    long tokens,
    long words,
    long bytes,
    boolean eligible,
    double[] nats,
    double[] natsPerToken,
    double[] natsPerWord,
    double[] natsPerByte) {
  static final String SPLIT = MessageNll.SPLIT;
  static final String AUTHOR_ID = MessageNll.AUTHOR_ID;
  static final String MODEL = MessageNll.MODEL;
  static final String MESSAGES = "messages";
  static final String SESSIONS = "sessions";
  static final String ELIGIBLE = "eligible";
  private static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType, false);

  static final StructType SCHEMA =
      new StructType()
          .add(SPLIT, DataTypes.StringType, false)
          .add(AUTHOR_ID, DataTypes.StringType, false)
          .add(MODEL, DataTypes.StringType, false)
          .add(MESSAGES, DataTypes.LongType, false)
          .add(SESSIONS, DataTypes.LongType, false)
          .add("tokens", DataTypes.LongType, false)
          .add("words", DataTypes.LongType, false)
          .add("bytes", DataTypes.LongType, false)
          .add(ELIGIBLE, DataTypes.BooleanType, false)
          .add("nats", DOUBLES, false)
          .add("nats_per_token", DOUBLES, false)
          .add("nats_per_word", DOUBLES, false)
          .add("nats_per_byte", DOUBLES, false);

  static final Encoder<Row> ENCODER = Encoders.row(SCHEMA);

  static ModelRates fromRow(Row row) {
    return new ModelRates(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getBoolean(8),
        doubles(row.getList(9)),
        doubles(row.getList(10)),
        doubles(row.getList(11)),
        doubles(row.getList(12)));
  }

  Row toRow() {
    return RowFactory.create(
        split,
        authorId,
        model,
        messages,
        sessions,
        tokens,
        words,
        bytes,
        eligible,
        nats,
        natsPerToken,
        natsPerWord,
        natsPerByte);
  }

  /**
   * The mean of the rates of several authors, each counting the same; counts are summed.
   *
   * <p>The mean of nats per token makes the perplexity a geometric mean, so that no single odd
   * author rules it.
   */
  static ModelRates mean(
      String split, String poolName, String model, Iterator<ModelRates> authors) {
    long[] counts = new long[5];
    double[][] sums = null;
    int n = 0;
    while (authors.hasNext()) {
      ModelRates author = authors.next();
      double[][] rates = author.allRates();
      sums = sums == null ? zeros(rates) : sums;
      add(sums, rates);
      author.addCounts(counts);
      n++;
    }
    double share = 1.0 / n;
    List<double[]> means =
        Arrays.stream(sums).map(sum -> ResampledNll.map(sum, v -> v * share)).toList();
    return new ModelRates(
        split,
        poolName,
        model,
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        counts[4],
        true,
        means.get(0),
        means.get(1),
        means.get(2),
        means.get(3));
  }

  private double[][] allRates() {
    return new double[][] {nats, natsPerToken, natsPerWord, natsPerByte};
  }

  private void addCounts(long[] counts) {
    long[] own = {messages, sessions, tokens, words, bytes};
    IntStream.range(0, counts.length).forEach(i -> counts[i] += own[i]);
  }

  private static double[][] zeros(double[][] like) {
    return Arrays.stream(like).map(r -> new double[r.length]).toArray(double[][]::new);
  }

  private static void add(double[][] sums, double[][] rates) {
    for (int i = 0; i < sums.length; i++) {
      for (int b = 0; b < sums[i].length; b++) {
        sums[i][b] += rates[i][b];
      }
    }
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
