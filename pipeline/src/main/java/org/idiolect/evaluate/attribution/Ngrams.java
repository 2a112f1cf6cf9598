package org.idiolect.evaluate.attribution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.feature.Normalizer;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * The classical judge: tf-idf of character 2- to 4-grams, logistic regression, from Spark's MLlib.
 */
final class Ngrams {
  static final String NAME = "ngrams";

  private static final int SHORTEST = 2;
  private static final int LONGEST = 4;
  private static final int FEATURES = 1 << 16;
  private static final String GRAMS = "grams";
  static final String LABEL = "label";
  private static final String RAW = "rawPrediction";

  private Ngrams() {}

  /** Trains on the training texts and judges the others. */
  static Dataset<Row> judge(Dataset<Row> train, Dataset<Row> asked, List<String> authors) {
    PipelineModel model = new Pipeline().setStages(stages(authorsAsLabels())).fit(withGrams(train));
    // Ties aside, the order of the labels is ascending like that of the authors.
    String[] labels = ((StringIndexerModel) model.stages()[0]).labelsArray()[0];
    return model
        .transform(withGrams(asked))
        .map(
            (MapFunction<Row, Row>)
                text -> Verdicts.row(text, NAME, authors, scores(text.getAs(RAW), labels, authors)),
            Verdicts.ENCODER);
  }

  /** Trains a classifier of texts with a label 0 or 1; it reads {@link #withGrams}. */
  static PipelineModel detector(Dataset<Row> texts) {
    return new Pipeline().setStages(stages()).fit(withGrams(texts));
  }

  private static StringIndexer authorsAsLabels() {
    return new StringIndexer()
        .setInputCol(Texts.AUTHOR_ID)
        .setOutputCol(LABEL)
        .setStringOrderType("alphabetAsc");
  }

  private static PipelineStage[] stages(PipelineStage... before) {
    Stream<PipelineStage> stages =
        Stream.of(
            new HashingTF().setInputCol(GRAMS).setOutputCol("counts").setNumFeatures(FEATURES),
            new IDF().setInputCol("counts").setOutputCol("weighted").setMinDocFreq(2),
            new Normalizer().setInputCol("weighted").setOutputCol("features"),
            new LogisticRegression().setFamily("multinomial").setRegParam(1e-4).setMaxIter(60));
    return Stream.concat(Stream.of(before), stages).toArray(PipelineStage[]::new);
  }

  /** A label that the training texts did not have scores nothing. */
  private static double[] scores(Vector raw, String[] labels, List<String> authors) {
    double[] scores = new double[authors.size()];
    Arrays.fill(scores, -1e9);
    for (int i = 0; i < labels.length; i++) {
      scores[authors.indexOf(labels[i])] = raw.apply(i);
    }
    return scores;
  }

  static Dataset<Row> withGrams(Dataset<Row> texts) {
    UDF1<String, List<String>> grams = Ngrams::grams;
    return texts.withColumn(
        GRAMS,
        udf(grams, DataTypes.createArrayType(DataTypes.StringType))
            .apply(concat_ws("\n", col(Texts.TEXTS))));
  }

  static List<String> grams(String text) {
    List<String> grams = new ArrayList<>();
    String closed = "\n" + text + "\n";
    for (int length = SHORTEST; length <= LONGEST; length++) {
      for (int from = 0; from + length <= closed.length(); from++) {
        grams.add(closed.substring(from, from + length));
      }
    }
    return grams;
  }
}
