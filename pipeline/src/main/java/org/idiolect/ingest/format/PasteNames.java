package org.idiolect.ingest.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * The names in a Discord paste, learned in a first pass.
 *
 * <p>Name and time are fused ({@code JohnToday at 12:06 PM}), and where a paste lost its line
 * breaks the text before is fused to the name too ({@code see youJohnToday at 12:07 PM}). What
 * precedes the first time, or stands on a line of its own, is a name; a name that ends another such
 * text once is the name, and the rest is text. Names that never stand alone are found as the ending
 * that several texts share.
 */
final class PasteNames {
  /** Discord's limit for display names. */
  private static final int MAX_NAME_CHARS = 32;

  private static final int MIN_NAME_CHARS = 2;
  private static final int MAX_ENDINGS = 1_000_000;

  private final Map<String, Integer> alone = new HashMap<>();
  private final Map<String, Integer> endings = new HashMap<>();
  private final DateOrderEvidence dates = new DateOrderEvidence();
  private boolean halfDays;
  private boolean numericDates;
  private List<String> names = List.of();

  static PasteNames learn(LineReader lines, List<String> configured) throws IOException {
    PasteNames learned = new PasteNames();
    for (String line = lines.nextBeforeDamage(); line != null; line = lines.nextBeforeDamage()) {
      learned.addLine(line);
    }
    learned.decide(configured);
    return learned;
  }

  /** Order of day and month; null when nothing in the file tells. */
  DateOrder dateOrder() {
    DateOrder decided = dates.decide();
    return decided != DateOrder.AUTO || !numericDates ? decided : null;
  }

  /** Whether the client showed AM and PM, as it does for people who write the month first. */
  boolean hasHalfDays() {
    return halfDays;
  }

  /** The longest name that a text ends with, without a BOT or APP tag; null when there is none. */
  String endingOf(String text) {
    for (String name : names) {
      if (text.endsWith(name)) {
        return name;
      }
    }
    String ending = sharedEnding(text);
    return ending != null ? ending : text.length() <= MAX_NAME_CHARS && isName(text) ? text : null;
  }

  private void addLine(String line) {
    Matcher match = PasteTime.PATTERN.matcher(line);
    int start = 0;
    while (match.find()) {
      String before = PasteHeader.withoutTags(line.substring(start, match.start()));
      boolean ends = match.end() == line.length();
      if (!isName(before) || !PasteTime.hasTimeOfDay(match) && !ends) {
        continue;
      }
      noteTime(match);
      boolean first = start == 0 && alone.isEmpty();
      if (start == 0 && (ends || first) && before.length() <= MAX_NAME_CHARS) {
        alone.merge(before, 1, Integer::sum);
      }
      addEndings(before);
      start = match.end();
    }
  }

  private void noteTime(Matcher match) {
    halfDays |= PasteTime.hasHalfDay(match);
    if (PasteTime.isNumeric(match)) {
      numericDates = true;
      dates.add(PasteTime.number(match, 3), PasteTime.number(match, 4), PasteTime.number(match, 5));
    }
  }

  private void addEndings(String before) {
    int longest = Math.min(before.length(), MAX_NAME_CHARS);
    for (int n = MIN_NAME_CHARS; n <= longest && endings.size() < MAX_ENDINGS; n++) {
      endings.merge(before.substring(before.length() - n), 1, Integer::sum);
    }
  }

  private void decide(List<String> configured) {
    List<String> decided = new ArrayList<>(configured);
    for (Map.Entry<String, Integer> candidate : alone.entrySet()) {
      if (!isTextAndName(candidate.getKey(), candidate.getValue(), configured)) {
        decided.add(candidate.getKey());
      }
    }
    decided.sort(Comparator.comparingInt(String::length).reversed().thenComparing(n -> n));
    names = decided;
  }

  private boolean isTextAndName(String candidate, int count, List<String> configured) {
    if (count > 1) {
      return false;
    }
    return configured.stream().anyMatch(name -> isProperEnding(name, candidate))
        || alone.entrySet().stream()
            .anyMatch(other -> other.getValue() > 1 && isProperEnding(other.getKey(), candidate));
  }

  private static boolean isProperEnding(String name, String text) {
    return name.length() >= MIN_NAME_CHARS && text.length() > name.length() && text.endsWith(name);
  }

  /** Grows an ending while at least half of its occurrences grow with it. */
  private String sharedEnding(String text) {
    String best = null;
    int longest = Math.min(text.length(), MAX_NAME_CHARS);
    int bestCount = 0;
    for (int n = MIN_NAME_CHARS; n <= longest; n++) {
      String ending = text.substring(text.length() - n);
      int count = endings.getOrDefault(ending, 0);
      if (count < 2 || count * 2 < bestCount) {
        break;
      }
      if (isName(ending)) {
        best = ending;
        bestCount = count;
      }
    }
    return best;
  }

  private static boolean isName(String text) {
    return !text.isEmpty() && text.equals(text.strip());
  }
}
