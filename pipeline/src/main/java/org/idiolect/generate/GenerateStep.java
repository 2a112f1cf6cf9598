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
import org.idiolect.clean.Message;
import org.idiolect.train.AdapterRow;
import org.idiolect.train.GpuTasks;
import org.idiolect.window.Author;
import org.idiolect.window.TokenWindow;

/**
 * Imitates each author on some of his held-out messages, with base, shared and own model; some who
 * have no adapter with the shared model and their latest messages in the prompt.
 *
 * <p>Input: {@code messages}, {@code windows}, {@code authors}, {@code adapters}. Output: {@code
 * samples}. Rows: three for each chosen message of an author with an adapter, one for others. Cost:
 * shuffles by author; then generation, one batch an author.
 */
public final class GenerateStep {
  /** The latest messages of an author without an adapter; null with one. */
  static final String LATEST = "latest";

  private static final String LATEST_TYPE =
      "array<struct<sent_at: timestamp, message_id: string, text: string>>";

  private GenerateStep() {}

  /** Generates in {@code tasks} tasks. */
  public static Dataset<Row> generate(
      Dataset<Row> messages,
      Dataset<Row> windows,
      Dataset<Row> authors,
      Dataset<Row> adapters,
      GenerationTask task,
      int tasks) {
    Dataset<Row> trained = adapters.filter(col("status").equalTo(AdapterRow.TRAINED));
    Dataset<Row> prompts = prompts(windows, task.config());
    Dataset<Row> withAdapter = trained.withColumn(LATEST, lit(null).cast(LATEST_TYPE));
    Dataset<Row> withLatest =
        latest(messages, windows, withoutAdapter(authors, trained, prompts, task), task);
    Dataset<Row> imitated =
        withAdapter
            .unionByName(withLatest, true)
            .join(prompts, "author_id")
            .join(trainingTokens(windows), "author_id")
            .select(
                "author_id",
                "rank",
                "alpha",
                "targets",
                "base_sha256",
                "tensors",
                LATEST,
                "prompts",
                "training");
    Dataset<Row> samples =
        imitated
            .repartition(tasks)
            .mapPartitions(new GenerateSamples(task), Encoders.row(Sample.SCHEMA));
    return GpuTasks.place(samples, task.compute());
  }

  /** Those with most training messages among the authors who can be imitated in no other way. */
  private static Dataset<Row> withoutAdapter(
      Dataset<Row> authors, Dataset<Row> trained, Dataset<Row> prompts, GenerationTask task) {
    return authors
        .filter(col(Author.AUTHOR_ID).notEqual(Author.UNKNOWN))
        .filter(col(Author.TRAIN_MESSAGES).gt(0))
        .join(trained.select("author_id"), array("author_id"), "left_anti")
        .join(prompts.select("author_id"), array("author_id"), "left_semi")
        .orderBy(col(Author.TRAIN_MESSAGES).desc(), col("author_id"))
        .limit(task.config().authorsWithoutAdapter())
        .select("author_id");
  }

  /** Their latest training messages, oldest first: held-out ones are what is to be imitated. */
  private static Dataset<Row> latest(
      Dataset<Row> messages, Dataset<Row> windows, Dataset<Row> authors, GenerationTask task) {
    Dataset<Row> training =
        windows
            .filter(col(TokenWindow.SPLIT).equalTo("train"))
            .select(TokenWindow.CONVERSATION_ID, TokenWindow.SESSION_ID)
            .distinct();
    Dataset<Row> ranked =
        messages
            .filter(col(Message.KIND).equalTo(Message.KIND_TEXT))
            .join(authors, "author_id")
            .join(training, array(TokenWindow.CONVERSATION_ID, TokenWindow.SESSION_ID), "left_semi")
            .withColumn(
                "place",
                row_number()
                    .over(
                        Window.partitionBy("author_id")
                            .orderBy(col(Message.SENT_AT).desc(), col(Message.MESSAGE_ID).desc())));
    return ranked
        .filter(col("place").leq(task.config().latestMessages()))
        .groupBy("author_id")
        .agg(
            sort_array(
                    collect_list(
                        struct(col(Message.SENT_AT), col(Message.MESSAGE_ID), col(Message.TEXT))))
                .as(LATEST));
  }

  private static String[] array(String... columns) {
    return columns;
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
