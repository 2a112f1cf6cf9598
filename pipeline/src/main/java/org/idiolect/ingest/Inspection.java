package org.idiolect.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;

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
}
