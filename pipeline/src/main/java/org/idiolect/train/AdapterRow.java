package org.idiolect.train;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.model.BaseMismatchException;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.LoraTarget;
import org.idiolect.table.Table;

/**
 * One trained adapter, or the reason why there is none; table {@code adapters}.
 *
 * @param authorId whose style it holds
 * @param rank LoRA rank
 * @param alpha LoRA alpha; the update is scaled by alpha / rank
 * @param targets the adapted linears, comma separated
 * @param baseSha256 the shared model it was trained on
 * @param sha256 of the tensors
 * @param steps optimizer steps of the kept checkpoint
 * @param trainNll nats per own token, mean of the last measurement before it was kept
 * @param validationNll nats per own validation token
 * @param sharedValidationNll the same of the shared model
 * @param cohort authors who were trained in the same batches at the most, himself included; 0
 *     without an adapter, and of an imported one
 * @param status trained or failed
 * @param error why it failed; no text, no name
 * @param tensors safetensors in PEFT's names, float32
 */
public record AdapterRow(
    String authorId,
    int rank,
    double alpha,
    String targets,
    String baseSha256,
    String sha256,
    int steps,
    double trainNll,
    double validationNll,
    double sharedValidationNll,
    int cohort,
    String status,
    String error,
    byte[] tensors) {

  public static final String TRAINED = "trained";
  public static final String FAILED = "failed";

  public static final StructType SCHEMA =
      new StructType()
          .add("author_id", DataTypes.StringType, false)
          .add("rank", DataTypes.IntegerType, false)
          .add("alpha", DataTypes.DoubleType, false)
          .add("targets", DataTypes.StringType, false)
          .add("base_sha256", DataTypes.StringType, false)
          .add("sha256", DataTypes.StringType, true)
          .add("steps", DataTypes.IntegerType, false)
          .add("train_nll", DataTypes.DoubleType, false)
          .add("validation_nll", DataTypes.DoubleType, false)
          .add("shared_validation_nll", DataTypes.DoubleType, false)
          .add("cohort", DataTypes.IntegerType, false)
          .add("status", DataTypes.StringType, false)
          .add("error", DataTypes.StringType, true)
          .add("tensors", DataTypes.BinaryType, true);

  public static final Table TABLE = new Table("adapters", SCHEMA);

  /**
   * The adapter that a row of this table holds; the row needs author_id, rank, alpha, targets,
   * base_sha256, tensors.
   *
   * @param baseSha256 the model that it is to be used with
   * @throws org.idiolect.model.BaseMismatchException if it was trained on another
   */
  public static LoraAdapter adapter(Row row, Gpt2Config config, String baseSha256) {
    BaseMismatchException.require(
        "the adapter of author " + row.getAs("author_id"), row.getAs("base_sha256"), baseSha256);
    String targets = row.getAs("targets");
    LoraConfig lora =
        new LoraConfig(
            row.<Integer>getAs("rank"),
            row.<Double>getAs("alpha"),
            Arrays.stream(targets.split(",")).map(LoraTarget::valueOf).toList());
    return LoraAdapter.fromBytes(config, lora, row.<byte[]>getAs("tensors"));
  }

  /** The row of an adapter that was trained elsewhere: no steps, no losses, no cohort. */
  public static Row imported(String authorId, LoraAdapter adapter, String baseSha256) {
    LoraConfig lora = adapter.config();
    return new AdapterRow(
            authorId,
            lora.rank(),
            lora.alpha(),
            targets(lora),
            baseSha256,
            adapter.sha256(),
            0,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            0,
            TRAINED,
            null,
            adapter.toBytes())
        .toRow();
  }

  static String targets(LoraConfig lora) {
    return lora.targets().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
  }

  Row toRow() {
    return RowFactory.create(
        authorId,
        rank,
        alpha,
        targets,
        baseSha256,
        sha256,
        steps,
        trainNll,
        validationNll,
        sharedValidationNll,
        cohort,
        status,
        error,
        tensors);
  }
}
