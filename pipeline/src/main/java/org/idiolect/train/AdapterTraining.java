package org.idiolect.train;

import java.io.Serializable;
import org.idiolect.model.ComputeConfig;

/**
 * What a task needs to train adapters.
 *
 * @param sharedFolder the shared model, on a file system that every executor mounts
 * @param ranks shape of the adapters
 * @param config settings
 * @param cohort how many authors share a batch
 * @param compute device, precision, threads
 */
public record AdapterTraining(
    String sharedFolder,
    RankTiers ranks,
    TrainConfig config,
    CohortConfig cohort,
    ComputeConfig compute)
    implements Serializable {}
