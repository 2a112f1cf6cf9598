package org.idiolect.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.sort_array;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.idiolect.jobs.config.PretrainConfig;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.TensorType;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.window.TokenWindow;

/**
 * Chats -> a GPT-2 of a given shape, trained from scratch on the train split; how the default model
 * was made.
 */
public final class PretrainJob {
  private PretrainJob() {}

  /** Writes the model folder that training starts from: random weights, GPT-2's first merges. */
  public static void initialize(PretrainConfig config, Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + folder, e);
    }
    Gpt2Weights.initialize(config.shape(), config.seed()).write(folder, TensorType.F32);
    tokenizer(config).writeHuggingFaceFiles(folder);
  }

  private static ChatTokenizer tokenizer(PretrainConfig config) {
    ChatTokenizer whole = ChatTokenizer.gpt2();
    return config.vocabularySize() == whole.vocabularySize()
        ? whole
        : ChatTokenizer.truncated(config.vocabularySize());
  }

  /** Trains and writes the finished model, as fp16, with its card. */
  public static void run(RunContext context, RunRequest request, String command, Path to) {
    prepare(context, request);
    TrainJob.trainShared(context, "pretrain");
    Path trained = Path.of(context.sharedModel());
    try {
      Files.createDirectories(to);
      Gpt2Weights.copy(trained, to, TensorType.F16);
      ChatTokenizer.read(trained).writeHuggingFaceFiles(to);
      Files.writeString(to.resolve("README.md"), card(context, trained, command));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the model folder " + to, e);
    }
    context.say("wrote %s", to);
  }

  /** Messages and windows, unless they are there. */
  static void prepare(RunContext context, RunRequest request) {
    if (!context.run().isCommitted(IngestJob.STAGE)) {
      context.say("%s", Summary.messages(IngestJob.run(context, request.inputs())));
    }
    if (!context.run().isCommitted(PrepareJob.STAGE)) {
      context.say("%s", Summary.of(PrepareJob.run(context)));
    }
  }

  private static String card(RunContext context, Path trained, String command) {
    Gpt2Config shape = Gpt2Config.read(trained);
    Row best =
        context
            .read(TrainJob.SHARED_STAGE, TrainJob.SHARED_CURVE)
            .filter(col("split").equalTo("validation"))
            .orderBy("l1_nats")
            .first();
    Row last =
        context
            .read(TrainJob.SHARED_STAGE, TrainJob.SHARED_CURVE)
            .filter(col("split").equalTo("train"))
            .orderBy(col("step").desc())
            .first();
    double nats = best.<Double>getAs("l1_nats");
    return String.format(
        Locale.ROOT,
        """
        # %s

        A GPT-2 of %,d parameters (%d layers, %d channels, %d heads, %d positions) with GPT-2's first
        merges as its vocabulary of %,d tokens, trained from scratch by Idiolect on chats.

        | | |
        |---|---|
        | Command | `%s` |
        | Split | train only; sessions of other splits were never seen |
        | Conversations | SHA-256 of the sorted ids in the train split: `%s` |
        | Training | %,d tokens, %d steps |
        | Validation | %.4f nats a token, token perplexity %.2f (headers included) |
        | Weights | SHA-256 `%s` as trained in float32; stored as float16 |
        """,
        "Model card",
        shape.parameters(),
        shape.layers(),
        shape.channels(),
        shape.heads(),
        shape.contextLength(),
        shape.vocabularySize(),
        command,
        conversations(context),
        last.<Long>getAs("tokens"),
        last.<Integer>getAs("step"),
        nats,
        Math.exp(nats),
        Gpt2Weights.sha256(trained));
  }

  private static String conversations(RunContext context) {
    return context
        .read(PrepareJob.STAGE, TokenWindow.TABLE)
        .filter(col(TokenWindow.SPLIT).equalTo("train"))
        .agg(
            sha2(
                concat_ws(
                    "\n", sort_array(functions.collect_set(col(TokenWindow.CONVERSATION_ID)))),
                256))
        .first()
        .getString(0);
  }
}
