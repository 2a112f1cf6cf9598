package org.idiolect.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Many exports as a table with a line each, and below it what is wrong in them. */
final class ExportListing {
  /** With the head, the problems and the sums they fill a screen. */
  private static final int MAX_LINES = 40;

  private static final int MAX_PROBLEMS = 5;
  private static final int MAX_SAMPLES = 5;

  private ExportListing() {}

  static List<String> lines(List<Inspection> exports) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-19s %10s %7s  %-23s  %s".formatted("format", "typed", "people", "from, to", "file"));
    exports.stream().limit(MAX_LINES).map(ExportListing::line).forEach(lines::add);
    if (exports.size() > MAX_LINES) {
      lines.add(format("... and %,d more exports", exports.size() - MAX_LINES));
    }
    if (exports.stream().anyMatch(Inspection::sampled)) {
      lines.add("~ estimated: only the beginning of that file was read");
    }
    addProblems(lines, exports);
    exports.stream()
        .flatMap(export -> export.samples().stream().limit(1))
        .limit(MAX_SAMPLES)
        .forEach(sample -> lines.add("  " + sample));
    return lines;
  }

  private static String line(Inspection export) {
    return format(
        "%-19s %10s %,7d  %-23s  %s",
        export.format() == null ? "unknown" : export.format().label(),
        format("%s%,d", export.sampled() ? "~" : "", export.estimatedTexts()),
        export.people(),
        export.first() == null
            ? ""
            : InspectionText.day(export.first()) + " " + InspectionText.day(export.last()),
        export.path() + (export.status().equals("OK") ? "" : "  " + export.status()));
  }

  private static void addProblems(List<String> lines, List<Inspection> exports) {
    List<Inspection> wrong = exports.stream().filter(export -> export.rejected() > 0).toList();
    for (Inspection export : wrong.stream().limit(MAX_PROBLEMS).toList()) {
      lines.add(
          format(
              "%,d rejected in %s: %s",
              export.rejected(), export.path(), export.places().stream().findFirst().orElse("")));
    }
    if (wrong.size() > MAX_PROBLEMS) {
      lines.add(format("... and %,d more files with rejects", wrong.size() - MAX_PROBLEMS));
    }
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
