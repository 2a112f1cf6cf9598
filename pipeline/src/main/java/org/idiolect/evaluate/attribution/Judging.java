package org.idiolect.evaluate.attribution;

import java.io.Serializable;
import java.util.List;
import org.idiolect.model.AttributionConfig;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.LoraTarget;

/**
 * What a task needs to train or to ask the judge that reads hidden states.
 *
 * @param authors candidates in ascending order; a judge's answers are in this order
 * @param sharedFolder GPT-2 below the head
 * @param headFolder where the trained head lies; every executor mounts it
 * @param config settings
 * @param compute device, precision, threads
 */
record Judging(
    List<String> authors,
    String sharedFolder,
    String headFolder,
    JudgeConfig config,
    ComputeConfig compute)
    implements Serializable {

  AttributionConfig shape() {
    LoraConfig lora =
        new LoraConfig(config.rank(), 2.0 * config.rank(), List.of(LoraTarget.values()));
    return new AttributionConfig(authors.size(), config.width(), config.pooling(), lora);
  }
}
