package org.idiolect.evaluate;

import java.util.Arrays;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.LoraTarget;
import org.idiolect.model.ModelRegistry;

/**
 * Models from folders on a file system that every executor mounts; each is loaded once a JVM.
 *
 * @param baseFolder the model before any training on these chats
 * @param sharedFolder the model fine-tuned on everybody
 * @param compute device, precision, threads
 */
public record FolderModels(String baseFolder, String sharedFolder, ComputeConfig compute)
    implements ScoringModels {

  @Override
  public TokenScorer base() {
    return scorer(ModelRegistry.get(baseFolder, compute), null);
  }

  @Override
  public TokenScorer shared() {
    return scorer(ModelRegistry.get(sharedFolder, compute), null);
  }

  @Override
  public TokenScorer adapted(AuthorAdapter adapter) {
    Gpt2Model shared = ModelRegistry.get(sharedFolder, compute);
    LoraConfig lora =
        new LoraConfig(
            adapter.rank(),
            adapter.alpha(),
            adapter.targets().stream().map(LoraTarget::valueOf).toList());
    return scorer(shared, LoraAdapter.fromBytes(shared.config(), lora, adapter.tensors()));
  }

  private static TokenScorer scorer(Gpt2Model model, LoraAdapter adapter) {
    return tokenIds -> {
      LoraAdapter[] adapterOfRow = new LoraAdapter[tokenIds.length];
      Arrays.fill(adapterOfRow, adapter);
      return model.logProbabilities(tokenIds, adapterOfRow);
    };
  }
}
