package org.idiolect.evaluate;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.clean.Message;
import org.idiolect.evaluate.StyleCounts.End;
import org.idiolect.evaluate.StyleCounts.Start;

/** Counts the habits in one person's messages of one kind. */
final class CountStyle implements FlatMapGroupsFunction<Row, Row, Row> {
  static final String HISTOGRAMS = "histograms";

  /** The habits of {@link StyleProfile} up to the distances, then the histograms. */
  static final StructType SCHEMA =
      new StructType(Arrays.copyOf(StyleProfile.SCHEMA.fields(), 15))
          .add(HISTOGRAMS, DataTypes.createArrayType(DataTypes.DoubleType, false), false);

  static final Encoder<Row> ENCODER = Encoders.row(SCHEMA);

  @Override
  public Iterator<Row> call(Row key, Iterator<Row> messages) {
    StyleCounts counts = new StyleCounts();
    long nlpTokens = 0;
    long sentences = 0;
    boolean annotated = true;
    while (messages.hasNext()) {
      Row message = messages.next();
      counts.add(message.getAs(Message.TEXT));
      Integer tokens = message.getAs(Message.NLP_TOKENS);
      annotated &= tokens != null;
      nlpTokens += tokens == null ? 0 : tokens;
      sentences += tokens == null ? 0 : message.<Integer>getAs(Message.SENTENCES);
    }
    return counts.messages() == 0
        ? List.<Row>of().iterator()
        : List.of(row(key, counts, annotated, nlpTokens, sentences)).iterator();
  }

  private static Row row(
      Row key, StyleCounts counts, boolean annotated, long nlpTokens, long sentences) {
    double messages = counts.messages();
    return RowFactory.create(
        key.getString(0),
        key.getString(1),
        counts.messages(),
        counts.wordsMean(),
        counts.charactersMean(),
        counts.share(Start.LOWER_CASE),
        counts.share(End.PERIOD),
        counts.share(End.QUESTION),
        counts.share(End.EXCLAMATION),
        counts.share(End.ELLIPSIS),
        counts.share(End.PLAIN),
        counts.emoji(),
        counts.question(),
        annotated ? (Double) (nlpTokens / messages) : null,
        annotated ? (Double) (sentences / messages) : null,
        counts.histograms());
  }
}
