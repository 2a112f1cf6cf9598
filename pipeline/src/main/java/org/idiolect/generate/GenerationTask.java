package org.idiolect.generate;

import java.io.Serializable;
import org.idiolect.model.ComputeConfig;

/**
 * What a task needs to generate.
 *
 * @param baseFolder the model before any fine-tuning
 * @param sharedFolder the model fine-tuned on everybody
 * @param blockSize tokens of a training window: a prompt that is put together is not longer
 * @param config settings
 * @param compute device, precision, threads
 */
public record GenerationTask(
    String baseFolder,
    String sharedFolder,
    int blockSize,
    GenerateConfig config,
    ComputeConfig compute)
    implements Serializable {}
