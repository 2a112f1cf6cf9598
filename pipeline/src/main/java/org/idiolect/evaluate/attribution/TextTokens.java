package org.idiolect.evaluate.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.window.Transcript;

/** Messages as token rows: end-of-text, then each message and a line break; no header, no name. */
final class TextTokens {
  private final ChatTokenizer tokenizer;
  private final int longest;

  /**
   * Of a tokenizer.
   *
   * @param longest tokens of one row at the most; a longer text becomes several rows
   */
  TextTokens(ChatTokenizer tokenizer, int longest) {
    this.tokenizer = tokenizer;
    this.longest = longest;
  }

  /** The rows of one text, each opened by end-of-text; a message may go on in the next row. */
  List<int[]> rows(List<String> messages) {
    List<int[]> rows = new ArrayList<>();
    int[] row = opened();
    int size = 1;
    for (String message : messages) {
      for (int token : tokenizer.encode(" " + Transcript.normalise(message) + "\n")) {
        if (size == longest) {
          rows.add(row);
          row = opened();
          size = 1;
        }
        row[size++] = token;
      }
    }
    if (size > 1) {
      rows.add(Arrays.copyOf(row, size));
    }
    return rows;
  }

  private int[] opened() {
    int[] row = new int[longest];
    row[0] = tokenizer.endOfText();
    return row;
  }
}
