package org.idiolect.ingest;

/** Words as the word perplexity counts them: maximal runs of non-whitespace. */
public final class Words {
  private static final char NEXT_LINE = '\u0085';

  private Words() {}

  /** {@code "ok see\nyou"} has 3. White space is what Unicode and Java call so, U+00A0 included. */
  public static int count(String text) {
    int words = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
      words += !space && !inWord ? 1 : 0;
      inWord = !space;
    }
    return words;
  }
}
