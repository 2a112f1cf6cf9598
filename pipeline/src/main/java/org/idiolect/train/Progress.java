package org.idiolect.train;

import java.io.Serializable;

/**
 * Where one training phase stands; travels from the task to the driver by {@link ProgressPlugin}.
 *
 * @param name what is trained: "shared model" or an author's pseudonym
 * @param step optimizer steps taken
 * @param steps optimizer steps planned
 * @param trainNats recent training loss
 * @param validationNats last validation loss; NaN before the first
 * @param tokensPerSecond since the phase began
 * @param secondsLeft estimate for this phase
 * @param sample a line the model writes now; null between validations
 */
public record Progress(
    String name,
    int step,
    int steps,
    double trainNats,
    double validationNats,
    double tokensPerSecond,
    double secondsLeft,
    String sample)
    implements Serializable {

  public boolean isDone() {
    return step >= steps;
  }
}
