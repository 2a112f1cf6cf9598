package org.idiolect.generate;

import java.io.Serializable;
import org.idiolect.model.ComputeConfig;

/**
 * What a task needs to generate.
 *
 * @param baseFolder the model before any fine-tuning
 * @param sharedFolder the model fine-tuned on everybody
 * @param config settings
 * @param compute device, precision, threads
 */
public record GenerationTask(
    String baseFolder, String sharedFolder, GenerateConfig config, ComputeConfig compute)
    implements Serializable {}
