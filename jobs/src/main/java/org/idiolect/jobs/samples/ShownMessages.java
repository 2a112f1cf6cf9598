package org.idiolect.jobs.samples;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Passes messages on as the program of an export shows them, and counts what it shows. */
final class ShownMessages {
  /** Discord's client starts a new header after seven minutes. */
  private static final Duration SAME_HEADER = Duration.ofMinutes(7);

  private final SampleFormat format;
  private final Consumer<SampleMessage> export;
  private final Map<SampleMessage.Kind, Integer> kinds = new EnumMap<>(SampleMessage.Kind.class);
  private SampleMessage pending;

  ShownMessages(SampleFormat format, Consumer<SampleMessage> export) {
    this.format = format;
    this.export = export;
  }

  void add(SampleMessage message) {
    SampleMessage shown = format.shown(message);
    if (format.joinsNeighbours() && pending != null && isNeighbour(shown)) {
      pending = pending.withText(pending.text() + format.lineBreak() + shown.text());
      return;
    }
    pass();
    pending = shown;
  }

  /** Passes the last message on; how many of each kind were shown. */
  Map<SampleMessage.Kind, Integer> finish() {
    pass();
    return kinds;
  }

  private boolean isNeighbour(SampleMessage next) {
    return pending.author() == next.author()
        && Duration.between(pending.sentAt(), next.sentAt()).compareTo(SAME_HEADER) < 0;
  }

  private void pass() {
    if (pending != null) {
      kinds.merge(pending.kind(), 1, Integer::sum);
      export.accept(pending);
    }
  }
}
