package org.idiolect.ingest.format;

import java.util.List;

/** The typed part of a pasted message, without what the client adds to it. */
final class PasteBody {
  private static final String EDITED = "(edited)";
  private static final String ZERO_WIDTH_SPACE = "\u200b";

  private PasteBody() {}

  static String typed(List<String> lines) {
    String joined = String.join("\n", lines).replace(ZERO_WIDTH_SPACE, "");
    String withoutMark =
        isEdited(lines)
            ? joined.stripTrailing().substring(0, joined.stripTrailing().length() - EDITED.length())
            : joined;
    return withoutBlankEdges(withoutMark);
  }

  static boolean isEdited(List<String> lines) {
    return String.join("\n", lines).replace(ZERO_WIDTH_SPACE, "").stripTrailing().endsWith(EDITED);
  }

  /** Drops the empty lines that a paste puts around a message; spaces inside a line stay. */
  private static String withoutBlankEdges(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == '\n') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == '\n') {
      end--;
    }
    return text.substring(start, end);
  }
}
