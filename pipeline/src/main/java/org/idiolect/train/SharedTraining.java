package org.idiolect.train;

import java.io.Serializable;
import java.nio.file.Path;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.StepConfig;

/**
 * What a task needs to train the shared model. Paths lie on a file system that every executor
 * mounts.
 *
 * @param phase pretrain or shared, as the training table names it
 * @param startFolder model folder to start from
 * @param modelFolder where the best model goes
 * @param checkpointFolder where checkpoints go
 * @param config settings
 * @param step how a step is computed
 * @param compute device, precision, threads
 */
public record SharedTraining(
    String phase,
    String startFolder,
    String modelFolder,
    String checkpointFolder,
    TrainConfig config,
    StepConfig step,
    ComputeConfig compute)
    implements Serializable {

  Path model() {
    return Path.of(modelFolder);
  }
}
