package org.idiolect.evaluate;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.model.Gpt2Config;
import org.idiolect.table.Table;

/**
 * The table {@code scaling}: the perplexity of one model on one split.
 *
 * @param model a name, such as scratch-4x64 or gpt2-medium
 * @param kind trained: by us, on these chats; published: by others, on another corpus
 * @param split train, validation or test
 * @param corpus what was measured
 * @param parameters all of them
 * @param nonEmbeddingParameters without wte and wpe; null where published numbers do not say
 * @param trainedTokens tokens that training saw, repeats included; null likewise
 * @param nllNats summed over message texts and their end marks; null likewise
 * @param tokens of them
 * @param words of them
 * @param bytes of them
 * @param tokenPerplexity exp(nll / tokens); null where it was not published
 * @param wordPerplexity exp(nll / words); null where it was not published
 * @param source of published numbers; null for ours
 */
public record ScalingPoint(
    String model,
    String kind,
    String split,
    String corpus,
    long parameters,
    Long nonEmbeddingParameters,
    Long trainedTokens,
    Double nllNats,
    Long tokens,
    Long words,
    Long bytes,
    Double tokenPerplexity,
    Double wordPerplexity,
    String source) {

  public static final String TRAINED = "trained";
  public static final String PUBLISHED = "published";

  public static final Table TABLE =
      new Table(
          "scaling",
          new StructType()
              .add("model", DataTypes.StringType, false)
              .add("kind", DataTypes.StringType, false)
              .add("split", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("parameters", DataTypes.LongType, false)
              .add("non_embedding_parameters", DataTypes.LongType, true)
              .add("trained_tokens", DataTypes.LongType, true)
              .add("nll_nats", DataTypes.DoubleType, true)
              .add("tokens", DataTypes.LongType, true)
              .add("words", DataTypes.LongType, true)
              .add("bytes", DataTypes.LongType, true)
              .add("token_perplexity", DataTypes.DoubleType, true)
              .add("word_perplexity", DataTypes.DoubleType, true)
              .add("source", DataTypes.StringType, true));

  /**
   * A model of ours.
   *
   * @param sums a row of {@link ScalingStep#score}
   */
  public static ScalingPoint trained(String model, Gpt2Config shape, long trainedTokens, Row sums) {
    double nats = sums.getAs(MessageNll.NLL_NATS);
    long tokens = sums.getAs(MessageNll.TOKENS);
    long words = sums.getAs(MessageNll.WORDS);
    long embeddings = (long) (shape.vocabularySize() + shape.contextLength()) * shape.channels();
    return new ScalingPoint(
        model,
        TRAINED,
        sums.getAs(MessageNll.SPLIT),
        "these chats",
        shape.parameters(),
        shape.parameters() - embeddings,
        trainedTokens,
        nats,
        tokens,
        words,
        sums.getAs(MessageNll.BYTES),
        Math.exp(nats / tokens),
        Math.exp(nats / words),
        null);
  }

  /** A point from a row of {@link #TABLE}. */
  public static ScalingPoint fromRow(Row row) {
    return new ScalingPoint(
        row.getAs("model"),
        row.getAs("kind"),
        row.getAs("split"),
        row.getAs("corpus"),
        row.<Long>getAs("parameters"),
        row.getAs("non_embedding_parameters"),
        row.getAs("trained_tokens"),
        row.getAs("nll_nats"),
        row.getAs("tokens"),
        row.getAs("words"),
        row.getAs("bytes"),
        row.getAs("token_perplexity"),
        row.getAs("word_perplexity"),
        row.getAs("source"));
  }

  /** As a row of {@link #TABLE}. */
  public Row toRow() {
    return RowFactory.create(
        model,
        kind,
        split,
        corpus,
        parameters,
        nonEmbeddingParameters,
        trainedTokens,
        nllNats,
        tokens,
        words,
        bytes,
        tokenPerplexity,
        wordPerplexity,
        source);
  }
}
