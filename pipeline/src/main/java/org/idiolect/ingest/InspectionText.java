package org.idiolect.ingest;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Renders inspections as one screen of text. */
public final class InspectionText {
  /** Files that are listed one by one; a folder of photos is summed up in a line. */
  private static final int MAX_LINES = 40;

  private InspectionText() {}

  public static String toText(List<Inspection> inspections) {
    StringBuilder text = new StringBuilder();
    List<Inspection> exports = inspections.stream().filter(i -> !isAside(i)).toList();
    exports.stream().limit(MAX_LINES).forEach(export -> appendExport(text, export));
    if (exports.size() > MAX_LINES) {
      line(text, "... and %,d more exports", exports.size() - MAX_LINES);
    }
    long aside = inspections.size() - exports.size();
    if (aside > 0) {
      line(text, "%,d other files are no chat exports or empty; they are left alone.", aside);
    }
    long texts = exports.stream().mapToLong(Inspection::texts).sum();
    long rejected = exports.stream().mapToLong(Inspection::rejected).sum();
    line(
        text,
        "In all: %,d exports, %,d typed messages, %,d rejected.",
        exports.size(),
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
    if (export.first() != null) {
      line(text, "  from %s to %s", day(export.first()), day(export.last()));
    }
    if (export.rejected() > 0) {
      line(text, "  %,d rejected:", export.rejected());
      export.places().forEach(place -> line(text, "    %s", place));
    }
    export.samples().forEach(sample -> line(text, "    %s", sample));
  }

  private static boolean isAside(Inspection inspection) {
    return inspection.format() == null
        && (inspection.status().startsWith("UNSUPPORTED")
            || inspection.status().startsWith("EMPTY"));
  }

  private static LocalDate day(java.time.Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
