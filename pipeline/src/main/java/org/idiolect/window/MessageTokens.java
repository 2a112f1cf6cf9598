package org.idiolect.window;

import org.idiolect.tokenize.ChatTokenizer;

/** The tokens of one message between its header and the next: space, text, end mark. */
public final class MessageTokens {
  private static final String END_MARK = "\n";
  private static final char LINE_BREAK = '\u2028';

  private MessageTokens() {}

  /** The token that ends a message; generation stops there. */
  public static int endMark(ChatTokenizer tokenizer) {
    return tokenizer.encode(END_MARK)[0];
  }

  /** The text as a person would read it: without the space and the end mark, with line breaks. */
  public static String text(ChatTokenizer tokenizer, int[] tokenIds) {
    String decoded = tokenizer.decode(tokenIds);
    int end = decoded.indexOf(END_MARK);
    String text = end < 0 ? decoded : decoded.substring(0, end);
    String withoutSpace = text.startsWith(" ") ? text.substring(1) : text;
    return withoutSpace.replace(LINE_BREAK, '\n');
  }
}
