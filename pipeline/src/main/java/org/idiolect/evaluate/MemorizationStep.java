package org.idiolect.evaluate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.ml.feature.RegexTokenizer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.clean.Message;

/**
 * Looks for training text in what was written later.
 *
 * <p><b>Input</b>: {@code messages}, {@code windows} (which session lies in which split), {@code
 * samples}. <b>Output</b>: {@code memorization}.
 *
 * <p><b>Rows</b>: up to two per author, source and length: copied from the own training text, or
 * from somebody else's.
 *
 * <p><b>Cost</b>: one shuffle of the n-grams, as 64-bit hashes; among 100 million of them a wrong
 * hit is less likely than 1 in 3,000.
 */
public final class MemorizationStep {
  /** Of 5 words, people repeat about one in fifteen; of 8, one in 400; of 13, hardly any. */
  private static final List<Integer> LENGTHS = List.of(5, 8, 13);

  private static final String WORDS = "words";
  private static final String GRAM = "gram";
  private static final String WRITERS = "writers";
  private static final String IS_OWN = "is_own";
  private static final String COPIED = "copied";
  private static final String[] KEY = {
    StyleProfile.AUTHOR_ID, StyleProfile.SOURCE, Memorization.N, Memorization.TARGET
  };

  private MemorizationStep() {}

  /** The table {@code memorization}. */
  public static Dataset<Row> search(
      Dataset<Row> messages, Dataset<Row> windows, Dataset<Row> samples) {
    Dataset<Row> grams = grams(WrittenTexts.of(messages, windows, samples));
    Column isTrain = col(StyleProfile.SOURCE).equalTo(StyleProfile.TRAIN);
    Dataset<Row> train =
        grams.filter(isTrain).select(StyleProfile.AUTHOR_ID, Memorization.N, GRAM).distinct();
    return found(grams.filter(isTrain.unary_$bang()), train)
        .groupBy(KEY[0], KEY[1], KEY[2], KEY[3])
        .agg(
            count(lit(1)).as(Memorization.NGRAMS),
            count(when(col(COPIED), 1)).as(Memorization.COPIED_NGRAMS),
            countDistinct(WrittenTexts.TEXT_ID).as(Memorization.MESSAGES),
            countDistinct(when(col(COPIED), col(WrittenTexts.TEXT_ID)))
                .as(Memorization.COPIED_MESSAGES))
        .orderBy(KEY[0], KEY[1], KEY[2], KEY[3])
        .coalesce(1);
  }

  /** Each n-gram of a text twice: found in the own training text or not, in others' or not. */
  private static Dataset<Row> found(Dataset<Row> asked, Dataset<Row> train) {
    String[] gram = {Memorization.N, GRAM};
    Dataset<Row> writers = train.groupBy(gram[0], gram[1]).agg(count(lit(1)).as(WRITERS));
    String[] ownGram = {StyleProfile.AUTHOR_ID, Memorization.N, GRAM};
    Column own = coalesce(col(IS_OWN), lit(0));
    Column others = coalesce(col(WRITERS), lit(0L)).minus(own);
    return asked
        .join(writers, gram, "left")
        .join(train.withColumn(IS_OWN, lit(1)), ownGram, "left")
        .withColumn(
            "hit",
            explode(
                array(hit(Memorization.OWN, own.gt(0)), hit(Memorization.OTHERS, others.gt(0)))))
        .select(
            col(StyleProfile.AUTHOR_ID),
            col(StyleProfile.SOURCE),
            col(WrittenTexts.TEXT_ID),
            col(Memorization.N),
            col("hit").getField(Memorization.TARGET).as(Memorization.TARGET),
            col("hit").getField(COPIED).as(COPIED));
  }

  private static Column hit(String target, Column copied) {
    return struct(lit(target).as(Memorization.TARGET), copied.as(COPIED));
  }

  private static Dataset<Row> grams(Dataset<Row> texts) {
    RegexTokenizer words = new RegexTokenizer();
    words.setInputCol(Message.TEXT).setOutputCol(WORDS);
    words.setPattern("[\\p{L}\\p{N}]+").setGaps(false).setToLowercase(true);
    Column all =
        flatten(array(LENGTHS.stream().map(MemorizationStep::ofLength).toArray(Column[]::new)));
    return words
        .transform(texts)
        .select(
            col(StyleProfile.AUTHOR_ID),
            col(StyleProfile.SOURCE),
            col(WrittenTexts.TEXT_ID),
            explode(all).as(GRAM))
        .select(
            col(StyleProfile.AUTHOR_ID),
            col(StyleProfile.SOURCE),
            col(WrittenTexts.TEXT_ID),
            col(GRAM).getField(Memorization.N).as(Memorization.N),
            col(GRAM).getField(GRAM).as(GRAM));
  }

  private static Column ofLength(int n) {
    Column grams =
        transform(
            sequence(lit(1), size(col(WORDS)).minus(n - 1)),
            first -> {
              Column words = concat_ws(" ", slice(col(WORDS), first, lit(n)));
              return struct(lit(n).as(Memorization.N), xxhash64(words).as(GRAM));
            });
    return when(size(col(WORDS)).geq(n), grams)
        .otherwise(array().cast("array<struct<n:int,gram:bigint>>"));
  }
}
