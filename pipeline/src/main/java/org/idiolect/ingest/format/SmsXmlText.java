package org.idiolect.ingest.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/**
 * The XML of a backup of short messages as a parser takes it.
 *
 * <p>Emoji written as two references, {@code &#55357;&#56841;}, become one; references and
 * characters that XML forbids are dropped. Values of {@code data}, whole pictures, become empty,
 * and no value is longer than its limit, so that an element has room in memory.
 */
final class SmsXmlText extends Reader {
  private static final int LONGEST_REFERENCE = 12;
  private static final int LONGEST_WORD = 32;

  private enum State {
    TEXT,
    TAG,
    DECLARATION,
    VALUE
  }

  private final BufferedReader in;
  private final int mostValueChars;
  private final StringBuilder pending = new StringBuilder();
  private final StringBuilder word = new StringBuilder();
  private int pendingAt;
  private State state = State.TEXT;
  private boolean wordEnded;
  private char quote;
  private boolean skipsValue;
  private int valueChars;
  private String lastTag = "";
  private boolean ended;
  private boolean repaired;

  SmsXmlText(Reader text, int mostValueChars) {
    this.in = new BufferedReader(text);
    this.mostValueChars = mostValueChars;
  }

  /** Whether something was dropped that XML forbids. */
  boolean wasRepaired() {
    return repaired;
  }

  /** Whether the text ended before its root did. */
  boolean endedEarly() {
    return ended && !lastTag.equals("/smses") && !lastTag.equals("/calls");
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int count = 0;
    while (count < length) {
      if (pendingAt < pending.length()) {
        target[offset + count++] = pending.charAt(pendingAt++);
      } else if (ended) {
        break;
      } else {
        pending.setLength(0);
        pendingAt = 0;
        advance();
      }
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void advance() throws IOException {
    int next = in.read();
    if (next < 0) {
      ended = true;
    } else if (next == '&') {
      reference();
    } else if (next == 0xFFFE || next == 0xFFFF || isForbiddenControl(next)) {
      repaired = true;
    } else {
      follow((char) next);
    }
  }

  private void reference() throws IOException {
    String name = referenceName();
    if (name == null) {
      emit("&");
      return;
    }
    int code = code(name);
    if (code >= 0 && code <= 0xFFFF && Character.isHighSurrogate((char) code)) {
      code = joined((char) code);
    }
    if (!name.startsWith("#")) {
      emit("&" + name + ";");
    } else if (isXml(code)) {
      emit("&#" + code + ";");
    } else {
      repaired = true;
    }
  }

  /** What stands between an ampersand that was read and its semicolon; null when there is none. */
  private String referenceName() throws IOException {
    in.mark(LONGEST_REFERENCE + 1);
    StringBuilder name = new StringBuilder();
    for (int next = in.read(); next != ';'; next = in.read()) {
      boolean isPart = next == '#' || next >= 0 && next < 128 && Character.isLetterOrDigit(next);
      if (!isPart || name.length() == LONGEST_REFERENCE) {
        in.reset();
        return null;
      }
      name.append((char) next);
    }
    return name.toString();
  }

  /** The character of a high surrogate and the low one that follows, or -1 when none does. */
  private int joined(char high) throws IOException {
    in.mark(LONGEST_REFERENCE + 2);
    if (in.read() == '&') {
      StringBuilder name = new StringBuilder();
      int next = in.read();
      while (next >= 0 && next != ';' && name.length() < LONGEST_REFERENCE) {
        name.append((char) next);
        next = in.read();
      }
      int low = next == ';' ? code(name.toString()) : -1;
      if (low >= 0 && low <= 0xFFFF && Character.isLowSurrogate((char) low)) {
        return Character.toCodePoint(high, (char) low);
      }
    }
    in.reset();
    return -1;
  }

  private static int code(String name) {
    try {
      if (name.startsWith("#x")) {
        return Integer.parseInt(name.substring(2), 16);
      }
      return name.startsWith("#") ? Integer.parseInt(name.substring(1)) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static boolean isXml(int code) {
    return code >= 0
        && code <= Character.MAX_CODE_POINT
        && !isForbiddenControl(code)
        && !(code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)
        && code != 0xFFFE
        && code != 0xFFFF;
  }

  private static boolean isForbiddenControl(int code) {
    return code < ' ' && code != '\t' && code != '\n' && code != '\r';
  }

  private void follow(char next) {
    if (state == State.VALUE && next != quote) {
      emit(String.valueOf(next));
      return;
    }
    pending.append(next);
    switch (state) {
      case TEXT -> {
        if (next == '<') {
          state = State.TAG;
          endWord();
        }
      }
      case TAG -> followTag(next);
      case DECLARATION -> state = next == '>' ? State.TEXT : State.DECLARATION;
      case VALUE -> {
        state = State.TAG;
        endWord();
      }
    }
  }

  private void followTag(char next) {
    if (next == '"' || next == '\'') {
      state = State.VALUE;
      quote = next;
      skipsValue = word.toString().equals("data");
      valueChars = 0;
    } else if (next == '>') {
      lastTag = word.toString();
      state = State.TEXT;
    } else if ((next == '!' || next == '?') && word.length() == 0) {
      state = State.DECLARATION;
    } else if (Character.isWhitespace(next) || next == '=') {
      wordEnded = true;
    } else {
      if (wordEnded) {
        endWord();
      }
      if (word.length() < LONGEST_WORD) {
        word.append(next);
      }
    }
  }

  private void endWord() {
    word.setLength(0);
    wordEnded = false;
  }

  private void emit(String unit) {
    if (state != State.VALUE) {
      pending.append(unit);
    } else if (!skipsValue && valueChars < mostValueChars) {
      valueChars++;
      pending.append(unit);
    }
  }
}
