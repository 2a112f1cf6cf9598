package org.idiolect.clean;

import java.util.ArrayList;
import java.util.List;

/**
 * Spark NLP's sentences of a text in which nothing but plain marks decide: dots, semicolons, and
 * exclamation and question marks at the end of a word.
 *
 * <p>What the other rules ask for is not in such a text: brackets and quotes that open and close,
 * numbers and single capitals before a dot, dots within words, lists. Each dot ends a sentence, so
 * that an ellipsis is three, unless a word with a capital follows it.
 */
final class MarkedSentences {
  private static final String ELLIPSIS = "...";

  private MarkedSentences() {}

  /** Whether no rule but those here can apply to a text, except those for abbreviations. */
  static boolean areAll(String text) {
    if (text.contains("....") || text.startsWith("-") || text.contains(" KG")) {
      return false;
    }
    int apostrophes = 0;
    boolean opened = false;
    boolean closed = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char before = i == 0 ? ' ' : text.charAt(i - 1);
      char after = i + 1 == text.length() ? ' ' : text.charAt(i + 1);
      apostrophes += c == '\'' ? 1 : 0;
      opened |= c == '(';
      closed |= c == ')';
      boolean others =
          switch (c) {
            case '"', '[', '$', '\u00b0' -> true;
            case '\'' -> !isWord(before) || !isWord(after);
            case ')' -> isWord(before) || before == '.';
            case '.' -> isWord(after) || isDigit(before) || isInitial(text, i) || after == '\'';
            default -> false;
          };
      if (others || apostrophes > 1 || opened && closed) {
        return false;
      }
    }
    return true;
  }

  static List<String> of(String text) {
    List<String> sentences = new ArrayList<>();
    int start = 0;
    for (int end = nextEnd(text, 0); end > 0; end = nextEnd(text, end)) {
      add(sentences, text.substring(start, end));
      start = end;
    }
    add(sentences, text.substring(start));
    return sentences;
  }

  /** The place behind the next mark that ends a sentence; 0 when there is none. */
  private static int nextEnd(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ';') {
        return i + 1;
      }
      if (c == '.') {
        return isEllipsisBeforeCapital(text, i) ? i + ELLIPSIS.length() : i + 1;
      }
      boolean follows = i > 0 && !isSpace(text.charAt(i - 1));
      boolean ends = i + 1 == text.length() || isSpace(text.charAt(i + 1));
      if ((c == '!' || c == '?') && follows && ends) {
        return i + 1;
      }
    }
    return 0;
  }

  private static boolean isEllipsisBeforeCapital(String text, int at) {
    int next = at + ELLIPSIS.length();
    if (!text.startsWith(ELLIPSIS, at) || next >= text.length() || !isSpace(text.charAt(next))) {
      return false;
    }
    while (next < text.length() && isSpace(text.charAt(next))) {
      next++;
    }
    return next < text.length() && text.charAt(next) >= 'A' && text.charAt(next) <= 'Z';
  }

  /** Whether one capital stands alone before a dot. */
  private static boolean isInitial(String text, int dot) {
    boolean capital = dot > 0 && text.charAt(dot - 1) >= 'A' && text.charAt(dot - 1) <= 'Z';
    return capital && (dot == 1 || isSpace(text.charAt(dot - 2)));
  }

  private static void add(List<String> sentences, String sentence) {
    String content = sentence.trim();
    if (!content.isEmpty()) {
      sentences.add(content);
    }
  }

  private static boolean isWord(char c) {
    return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }
}
