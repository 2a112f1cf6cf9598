package org.idiolect.evaluate;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.model.BaseMismatchException;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.LoraTarget;
import org.idiolect.train.GpuTasks;
import org.idiolect.train.TaskDevice;

/**
 * The models of a run, as folders that every executor can read.
 *
 * @param baseFolder the model before training on these chats
 * @param sharedFolder the model fine-tuned on everybody; adapters belong to it
 * @param compute device, precision and threads
 * @param models keeps loaded models
 */
public record Gpt2ScoringModels(
    String baseFolder, String sharedFolder, ComputeConfig compute, ModelSource models)
    implements ScoringModels {

  @Override
  public TokenScorer base() {
    return models.get(baseFolder, TaskDevice.of(compute))::logProbabilities;
  }

  @Override
  public TokenScorer shared() {
    return models.get(sharedFolder, TaskDevice.of(compute))::logProbabilities;
  }

  @Override
  public TokenScorer adapted(AuthorAdapter adapter) {
    Gpt2Model model = models.get(sharedFolder, TaskDevice.of(compute));
    BaseMismatchException.require(
        "the adapter of author " + adapter.authorId(), adapter.baseSha256(), model.sha256());
    LoraConfig config = new LoraConfig(adapter.rank(), adapter.alpha(), targets(adapter.targets()));
    LoraAdapter weights = LoraAdapter.fromBytes(model.config(), config, adapter.tensors());
    return tokenIds -> {
      LoraAdapter[] adapterOfRow = new LoraAdapter[tokenIds.length];
      Arrays.fill(adapterOfRow, weights);
      return model.logProbabilities(tokenIds, adapterOfRow);
    };
  }

  @Override
  public Dataset<Row> place(Dataset<Row> scores) {
    return GpuTasks.place(scores, compute);
  }

  /** Targets are named in the table as in the checkpoint. */
  private static List<LoraTarget> targets(List<String> names) {
    return names.stream().map(Gpt2ScoringModels::target).toList();
  }

  private static LoraTarget target(String name) {
    return Arrays.stream(LoraTarget.values())
        .filter(target -> target.moduleName().equals(name) || target.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("an adapter names an unknown layer: " + name));
  }
}
