package org.idiolect.evaluate;

import java.io.Serializable;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Gpt2Model;

/**
 * Where a task gets a loaded model from: one for each JVM, folder and device, never closed here.
 */
@FunctionalInterface
public interface ModelSource extends Serializable {
  /** The model of a Hugging Face folder that this host can read. */
  Gpt2Model get(String folder, ComputeConfig compute);
}
