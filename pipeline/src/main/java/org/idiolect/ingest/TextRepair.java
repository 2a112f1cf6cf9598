package org.idiolect.ingest;

/**
 * Repairs what no text may hold: lone surrogates become U+FFFD, control characters below U+0020 are
 * dropped except line feed and tab, CR LF becomes LF. Everything else is style and stays.
 */
final class TextRepair {
  private static final char REPLACEMENT = '\uFFFD';

  private TextRepair() {}

  /** The repaired text; the same object when nothing had to be done. */
  static String repair(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\n' && c != '\t' || Character.isSurrogate(c)) {
        return rebuild(text);
      }
    }
    return text;
  }

  private static String rebuild(String text) {
    StringBuilder repaired = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        repaired.append(REPLACEMENT);
      } else if (point == '\r') {
        repaired.append(i < text.length() && text.charAt(i) == '\n' ? "" : "\n");
      } else if (point >= ' ' || point == '\n' || point == '\t') {
        repaired.appendCodePoint(point);
      }
    }
    return repaired.length() == text.length() && repaired.toString().equals(text)
        ? text
        : repaired.toString();
  }
}
