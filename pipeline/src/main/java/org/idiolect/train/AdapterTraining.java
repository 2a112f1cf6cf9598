package org.idiolect.train;

import java.io.Serializable;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.LoraConfig;

/**
 * What a task needs to train adapters.
 *
 * @param sharedFolder the shared model, on a file system that every executor mounts
 * @param lora rank, alpha, targets
 * @param config settings
 * @param compute device, precision, threads
 */
public record AdapterTraining(
    String sharedFolder, LoraConfig lora, TrainConfig config, ComputeConfig compute)
    implements Serializable {}
