package org.idiolect.generate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.idiolect.train.AdapterRow;
import org.idiolect.window.TokenWindow;

/**
 * Imitates each author on some of his held-out messages, with base, shared and own model.
 *
 * <p>Input: {@code windows}, {@code adapters}. Output: {@code samples}. Rows: three for each chosen
 * message. Cost: two shuffles by author; then generation, one batch an author.
 */
public final class GenerateStep {
  private GenerateStep() {}

  /** Generates in {@code tasks} tasks. */
  public static Dataset<Row> generate(
      Dataset<Row> windows, Dataset<Row> adapters, GenerationTask task, int tasks) {
    Dataset<Row> trained = adapters.filter(col("status").equalTo(AdapterRow.TRAINED));
    Dataset<Row> prompts = prompts(windows, task.config());
    Dataset<Row> training = trainingTokens(windows);
    Dataset<Row> authors =
        trained
            .join(prompts, "author_id")
            .join(training, "author_id")
            .select("author_id", "rank", "alpha", "targets", "tensors", "prompts", "training");
    return authors
        .repartition(tasks)
        .mapPartitions(new GenerateSamples(task), Encoders.row(Sample.SCHEMA));
  }

  /** For each author some held-out messages, chosen by a hash, with what precedes them. */
  private static Dataset<Row> prompts(Dataset<Row> windows, GenerateConfig config) {
    Dataset<Row> messages =
        windows
            .filter(col(TokenWindow.SPLIT).equalTo("test"))
            .withColumn("span", explode(col(TokenWindow.SPANS)))
            .filter(col("span.header_start").geq(col(TokenWindow.SCORED_FROM)))
            .filter(col("span.start").gt(col("span.header_start")))
            .filter(col("span.start").geq(config.minContextTokens()));
    Dataset<Row> ranked =
        messages.withColumn(
            "place",
            row_number()
                .over(
                    Window.partitionBy(col("span.author_id"))
                        .orderBy(
                            xxhash64(lit(config.seed()), col("span.message_id")),
                            col("span.message_id"))));
    return ranked
        .filter(col("place").leq(config.samplesPerAuthor()))
        .select(
            col("span.author_id").as("author_id"),
            struct(
                    col("span.message_id").as("message_id"),
                    col(TokenWindow.CONVERSATION_ID),
                    col(TokenWindow.SESSION_ID),
                    expr("slice(token_ids, 1, span.start)").as("prompt_ids"),
                    expr("slice(token_ids, span.start + 1, span.end - span.start)").as("real_ids"))
                .as("prompt"))
        .groupBy("author_id")
        .agg(sort_array(collect_list("prompt")).as("prompts"));
  }

  /** The author's training windows by id as one token sequence, to measure copying. */
  private static Dataset<Row> trainingTokens(Dataset<Row> windows) {
    return windows
        .filter(col(TokenWindow.SPLIT).equalTo("train"))
        .withColumn("author_id", explode(expr("array_distinct(spans.author_id)")))
        .groupBy("author_id")
        .agg(
            sort_array(collect_list(struct(TokenWindow.WINDOW_ID, TokenWindow.TOKEN_IDS)))
                .as("ordered"))
        .select(col("author_id"), flatten(col("ordered." + TokenWindow.TOKEN_IDS)).as("training"));
  }
}
