package org.idiolect.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.idiolect.ingest.format.Event;
import org.idiolect.ingest.format.Format;
import org.idiolect.ingest.format.MessageKind;
import org.idiolect.ingest.format.ParsedMessage;
import org.idiolect.ingest.format.Reject;
import org.idiolect.ingest.format.RejectReason;
import org.idiolect.privacy.People;

/** Counts the events of one export. */
final class InspectionCounts {
  private static final int MAX_PLACES = 5;
  private static final int MAX_SAMPLE_CHARS = 80;

  private final Format format;
  private final int maxSamples;
  private final Set<String> people = new HashSet<>();
  private final Set<String> conversations = new HashSet<>();
  private final Map<RejectReason, Long> rejects = new EnumMap<>(RejectReason.class);
  private final List<String> places = new ArrayList<>();
  private final List<String> samples = new ArrayList<>();
  private long texts;
  private long others;
  private long filtered;
  private Instant first;
  private Instant last;

  InspectionCounts(Format format, int maxSamples) {
    this.format = format;
    this.maxSamples = maxSamples;
  }

  void add(Event event) {
    if (event instanceof ParsedMessage message) {
      addMessage(message);
    } else if (event instanceof Reject reject) {
      rejects.merge(reject.reason(), 1L, Long::sum);
      if (places.size() < MAX_PLACES) {
        places.add(place(reject.position()) + ": " + reject.reason() + ", " + reject.detail());
      }
    }
  }

  Inspection toInspection(
      String path, String status, double sampledShare, boolean sampled, String look) {
    return new Inspection(
        path,
        format,
        status,
        people.size(),
        conversations.size(),
        texts,
        others,
        filtered,
        first,
        last,
        sampledShare,
        sampled,
        look,
        rejects,
        places,
        samples);
  }

  private void addMessage(ParsedMessage message) {
    if (message.kind() == MessageKind.SYSTEM) {
      filtered++;
      return;
    }
    boolean typed = message.kind() == MessageKind.TEXT;
    texts += typed ? 1 : 0;
    others += typed ? 0 : 1;
    if (message.author() != null && people.size() < Inspector.MAX_PEOPLE) {
      people.add(People.normalise(message.author()));
    }
    if (conversations.size() < Inspector.MAX_PEOPLE) {
      conversations.add(message.conversation() == null ? "" : message.conversation());
    }
    first = first == null || message.sentAt().isBefore(first) ? message.sentAt() : first;
    last = last == null || message.sentAt().isAfter(last) ? message.sentAt() : last;
    if (typed && samples.size() < maxSamples) {
      samples.add(sample(message));
    }
  }

  private String place(long position) {
    return position == 0 || format == null ? "file" : format.placeUnit() + " " + position;
  }

  private static String sample(ParsedMessage message) {
    String text = message.text().replace('\n', ' ');
    String shown =
        text.length() <= MAX_SAMPLE_CHARS ? text : text.substring(0, MAX_SAMPLE_CHARS) + "...";
    return message.sentAt() + "  " + message.authorName() + ": " + shown;
  }
}
