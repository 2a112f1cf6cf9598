package org.idiolect.jobs;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.idiolect.jobs.config.ConfigException;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.TensorType;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.train.AdapterRow;

/** One author's adapter as a folder that transformers and PEFT load. */
public final class ExportJob {
  private ExportJob() {}

  /** What the folder holds. */
  public enum Form {
    /** The adapter; its base is named by path. */
    ADAPTER,
    /** The adapter, with a copy of its base beside it in {@code base/}. */
    ADAPTER_WITH_BASE,
    /** A full model: the adapter added to its base. */
    MERGED
  }

  public static void run(RunContext context, String authorId, Path to, Form form) {
    Row row = adapterRow(context, authorId);
    Path sharedFolder = Path.of(context.sharedModel());
    LoraAdapter adapter =
        AdapterRow.adapter(row, Gpt2Config.read(sharedFolder), Gpt2Weights.sha256(sharedFolder));
    switch (form) {
      case MERGED -> {
        adapter.mergeInto(Gpt2Weights.read(sharedFolder)).write(to, TensorType.F32);
        ChatTokenizer.read(sharedFolder).writeHuggingFaceFiles(to);
      }
      case ADAPTER ->
          PeftFolder.write(to, adapter, sharedFolder.toString(), card(row), origin(row));
      case ADAPTER_WITH_BASE -> {
        Path base = to.resolve("base").toAbsolutePath();
        Gpt2Weights.copy(sharedFolder, base, TensorType.F32);
        ChatTokenizer.read(sharedFolder).writeHuggingFaceFiles(base);
        PeftFolder.write(to, adapter, base.toString(), card(row), origin(row));
      }
    }
  }

  /** The trained adapter of an author. */
  public static Row adapterRow(RunContext context, String authorId) {
    List<Row> rows =
        context
            .read(TrainJob.STAGE, AdapterRow.TABLE)
            .filter(col("author_id").equalTo(authorId))
            .filter(col("status").equalTo(AdapterRow.TRAINED))
            .collectAsList();
    if (rows.isEmpty()) {
      throw new ConfigException(
          "author " + authorId + " has no adapter: the tables authors and adapters say why");
    }
    return rows.get(0);
  }

  private static Map<String, String> origin(Row row) {
    return Map.of(
        PeftFolder.BASE_SHA256,
        row.getAs("base_sha256"),
        "author_id",
        row.getAs("author_id"),
        "tensors_sha256",
        row.getAs("sha256"));
  }

  private static String card(Row row) {
    return """
        ---
        library_name: peft
        pipeline_tag: text-generation
        tags: [lora, style-imitation]
        ---
        # Adapter of author %s

        A LoRA adapter (rank %d, alpha %s, targets %s) that writes in the style of one person, made
        by Idiolect. Its base model has the SHA-256 `%s`.

        Held-out loss, nats per own token: %.4f with the adapter, %.4f without.

        It imitates a person. Do not use it to deceive; label what it writes.
        """
        .formatted(
            row.getAs("author_id"),
            row.<Integer>getAs("rank"),
            row.<Double>getAs("alpha"),
            row.getAs("targets"),
            row.getAs("base_sha256"),
            row.<Double>getAs("validation_nll"),
            row.<Double>getAs("shared_validation_nll"));
  }
}
