package org.idiolect.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Renders inspections as one screen of text. */
public final class InspectionText {
  /** So many exports fit one screen with all that is known of each. */
  private static final int MOST_IN_DETAIL = 4;

  private static final int MAX_LOOKS = 5;
  private static final int MAX_KINDS = 5;

  private InspectionText() {}

  public static String toText(List<Inspection> inspections) {
    StringBuilder text = new StringBuilder();
    List<Inspection> exports = inspections.stream().filter(i -> !isAside(i)).toList();
    if (exports.size() <= MOST_IN_DETAIL) {
      exports.forEach(export -> appendExport(text, export));
    } else {
      ExportListing.lines(exports).forEach(line -> line(text, "%s", line));
    }
    long aside = inspections.size() - exports.size();
    inspections.stream()
        .filter(InspectionText::isAside)
        .filter(file -> !file.look().isEmpty())
        .limit(MAX_LOOKS)
        .forEach(file -> line(text, "%s%n  no known export; %s", file.path(), file.look()));
    if (exports.isEmpty()) {
      line(text, "No chat export was found here%s.", kinds(inspections));
    } else if (aside > 0) {
      line(text, "%,d other files are no chat exports or empty; they are left alone.", aside);
    }
    long texts = exports.stream().mapToLong(Inspection::estimatedTexts).sum();
    long rejected = exports.stream().mapToLong(Inspection::rejected).sum();
    line(
        text,
        "In all: %,d exports, %s%,d typed messages, %,d rejected.",
        exports.size(),
        exports.stream().anyMatch(Inspection::sampled) ? "about " : "",
        texts,
        rejected);
    return text.toString();
  }

  private static void appendExport(StringBuilder text, Inspection export) {
    line(text, "%s", export.path());
    line(
        text,
        "  %s, %s: %,d people, %,d conversations, %,d typed messages, %,d other, %,d filtered",
        export.format() == null ? "unknown format" : export.format().label(),
        export.status(),
        export.people(),
        export.conversations(),
        export.texts(),
        export.otherMessages(),
        export.filtered());
    if (export.sampled()) {
      line(
          text,
          "  sampled: only the beginning was read%s",
          export.sampledShare() == 1
              ? ""
              : String.format(
                  Locale.ROOT,
                  ", %.1f %% of the file; about %,d typed messages in all",
                  100 * export.sampledShare(),
                  export.estimatedTexts()));
    }
    if (export.first() != null) {
      line(text, "  from %s to %s", day(export.first()), day(export.last()));
    }
    if (export.rejected() > 0) {
      line(text, "  %,d rejected:", export.rejected());
      export.places().forEach(place -> line(text, "    %s", place));
    }
    export.samples().forEach(sample -> line(text, "    %s", sample));
  }

  /** What lies there instead, such as {@code : 12 jpg, 2 mp4}, commonest first. */
  private static String kinds(List<Inspection> files) {
    if (files.isEmpty()) {
      return ": no file lies there";
    }
    Map<String, Long> counts =
        files.stream()
            .collect(Collectors.groupingBy(InspectionText::extension, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(MAX_KINDS)
        .map(kind -> String.format(Locale.ROOT, "%,d %s", kind.getValue(), kind.getKey()))
        .collect(Collectors.joining(", ", ", only ", ""));
  }

  private static String extension(Inspection file) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    boolean known = dot > 0 && name.substring(dot + 1).matches("[A-Za-z0-9]{1,5}");
    return known ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "other";
  }

  private static boolean isAside(Inspection inspection) {
    return inspection.format() == null
        && (inspection.status().startsWith("UNSUPPORTED")
            || inspection.status().startsWith("EMPTY"));
  }

  static LocalDate day(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
