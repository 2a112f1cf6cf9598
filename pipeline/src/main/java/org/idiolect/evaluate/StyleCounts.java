package org.idiolect.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * Counts surface habits over messages, one by one; the order does not matter.
 *
 * <p>Example: {@code "lol ok 🙂"} has 3 words, 8 characters, begins with a small letter, ends with
 * an emoji and asks nothing.
 */
final class StyleCounts {
  /** How a message begins. */
  enum Start {
    LOWER_CASE,
    UPPER_CASE,
    DIGIT,
    OTHER
  }

  /** How a message ends. */
  enum End {
    PERIOD,
    QUESTION,
    EXCLAMATION,
    ELLIPSIS,
    EMOJI,
    PLAIN,
    OTHER
  }

  /** Half a doubling of length a bin: 1, 2, 3, 4-5, 6-7, 8-11 ... characters; the last is open. */
  private static final int LENGTH_BINS = 20;

  private final double[] lengths = new double[LENGTH_BINS];
  private final double[] starts = new double[Start.values().length];
  private final double[] ends = new double[End.values().length];
  private long messages;
  private long words;
  private long characters;
  private long withEmoji;
  private long questions;

  /** Adds a message; a blank one says nothing about style and is left out. */
  StyleCounts add(String message) {
    String text = message.strip();
    if (text.isEmpty()) {
      return this;
    }
    int length = text.codePointCount(0, text.length());
    messages++;
    words += text.split("\\s+").length;
    characters += length;
    withEmoji += text.codePoints().anyMatch(StyleCounts::isEmoji) ? 1 : 0;
    questions += text.indexOf('?') >= 0 ? 1 : 0;
    lengths[Math.min(LENGTH_BINS - 1, (int) (2 * Math.log(length) / Math.log(2)))]++;
    starts[start(text.codePointAt(0)).ordinal()]++;
    ends[end(text).ordinal()]++;
    return this;
  }

  static Start start(int first) {
    if (Character.isDigit(first)) {
      return Start.DIGIT;
    }
    if (Character.isLowerCase(first)) {
      return Start.LOWER_CASE;
    }
    return Character.isUpperCase(first) ? Start.UPPER_CASE : Start.OTHER;
  }

  static End end(String text) {
    int last = text.codePointBefore(text.length());
    if (text.endsWith("..") || last == '\u2026') {
      return End.ELLIPSIS;
    }
    if (Character.isLetterOrDigit(last)) {
      return End.PLAIN;
    }
    return switch (last) {
      case '.', '\u3002' -> End.PERIOD;
      case '?', '\uFF1F' -> End.QUESTION;
      case '!', '\uFF01' -> End.EXCLAMATION;
      default -> isEmoji(last) ? End.EMOJI : End.OTHER;
    };
  }

  /** The blocks in which nearly all emoji lie, and the joiners that end one. */
  static boolean isEmoji(int codePoint) {
    return codePoint >= 0x1F300 && codePoint <= 0x1FAFF
        || codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF
        || codePoint >= 0x2600 && codePoint <= 0x27BF
        || codePoint == 0xFE0F;
  }

  long messages() {
    return messages;
  }

  double wordsMean() {
    return share(words);
  }

  double charactersMean() {
    return share(characters);
  }

  double emoji() {
    return share(withEmoji);
  }

  double question() {
    return share(questions);
  }

  double share(Start start) {
    return share(starts[start.ordinal()]);
  }

  double share(End end) {
    return share(ends[end.ordinal()]);
  }

  private double share(double count) {
    return messages == 0 ? 0 : count / messages;
  }

  /** Length, start and end counts, one after the other. */
  double[] histograms() {
    double[] all = Arrays.copyOf(lengths, LENGTH_BINS + starts.length + ends.length);
    System.arraycopy(starts, 0, all, LENGTH_BINS, starts.length);
    System.arraycopy(ends, 0, all, LENGTH_BINS + starts.length, ends.length);
    return all;
  }

  /** The mean of the Jensen-Shannon divergences of the three histograms, in bits. */
  static double distance(double[] a, double[] b) {
    int startsFrom = LENGTH_BINS;
    int endsFrom = startsFrom + Start.values().length;
    List<int[]> parts =
        List.of(
            new int[] {0, startsFrom},
            new int[] {startsFrom, endsFrom},
            new int[] {endsFrom, a.length});
    return parts.stream()
        .mapToDouble(
            part ->
                divergence(
                    Arrays.copyOfRange(a, part[0], part[1]),
                    Arrays.copyOfRange(b, part[0], part[1])))
        .average()
        .orElseThrow();
  }

  /** Jensen-Shannon divergence, base 2, of two counts with half a count added to every bin. */
  static double divergence(double[] a, double[] b) {
    double sumA = Arrays.stream(a).sum() + a.length / 2.0;
    double sumB = Arrays.stream(b).sum() + b.length / 2.0;
    double bits = 0;
    for (int i = 0; i < a.length; i++) {
      double p = (a[i] + 0.5) / sumA;
      double q = (b[i] + 0.5) / sumB;
      double middle = (p + q) / 2;
      bits += 0.5 * (p * log2(p / middle) + q * log2(q / middle));
    }
    return bits;
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
