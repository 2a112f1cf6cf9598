package org.idiolect.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.idiolect.ingest.format.Format;
import org.idiolect.ingest.format.RejectReason;

/**
 * What one export is, for a person who wants to know before running anything.
 *
 * @param path where it lies, with {@code !entry} for an archive entry
 * @param format its format; null when it is none of ours
 * @param status as in the table sources
 * @param people authors with at least one message, at most {@value Inspector#MAX_PEOPLE} counted
 * @param texts typed messages
 * @param otherMessages media, calls, reactions and deletions
 * @param first time of the earliest message; null without messages
 * @param last time of the latest message; null without messages
 * @param sampledShare the part of the file that was looked at, in (0, 1]; 1 = all of it. Counts are
 *     those of that part; of an archive entry, whose length is unknown, 1 though it is a sample
 * @param sampled whether only the beginning was looked at
 * @param look what a file of no known format looks like; empty when there is nothing to say
 * @param rejects how many parts were rejected, by reason
 * @param places the first rejected parts with their places
 * @param samples the first texts as they were understood; empty unless asked for
 */
public record Inspection(
    String path,
    Format format,
    String status,
    long people,
    long conversations,
    long texts,
    long otherMessages,
    long filtered,
    Instant first,
    Instant last,
    double sampledShare,
    boolean sampled,
    String look,
    Map<RejectReason, Long> rejects,
    List<String> places,
    List<String> samples) {

  public Inspection {
    rejects = Map.copyOf(rejects);
    places = List.copyOf(places);
    samples = List.copyOf(samples);
  }

  public long rejected() {
    return rejects.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Typed messages in the whole file, as far as the sample tells. */
  public long estimatedTexts() {
    return Math.round(texts / sampledShare);
  }
}
