package org.idiolect.jobs;

import java.io.Serializable;

/**
 * What one task of {@link GpuCheck} saw.
 *
 * @param task partition
 * @param host where it ran
 * @param executor Spark's id of the executor
 * @param device settled device, such as {@code gpu:1}
 * @param facts name and memory of the card, version of the library
 * @param startMillis clock of the host
 * @param endMillis clock of the host
 */
public record CardUse(
    int task,
    String host,
    String executor,
    String device,
    String facts,
    long startMillis,
    long endMillis)
    implements Serializable {

  /** The card among all hosts. */
  public String card() {
    return host + " " + device;
  }

  boolean overlaps(CardUse other) {
    return card().equals(other.card())
        && startMillis < other.endMillis
        && other.startMillis < endMillis;
  }
}
