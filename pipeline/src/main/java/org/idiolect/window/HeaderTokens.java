package org.idiolect.window;

import java.util.HashMap;
import java.util.Map;
import org.idiolect.tokenize.ChatTokenizer;

/**
 * Token ids of date lines and headers, which come again and again: a day has 1,440 minutes.
 *
 * <p>Encoding them anew took more than half of the time of cutting. Not thread-safe: one a task.
 */
final class HeaderTokens {
  private static final int MOST_ENTRIES = 1 << 16; // about 8 MB

  private final ChatTokenizer tokenizer;
  private final Map<String, int[]> known = new HashMap<>();

  HeaderTokens(ChatTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  ChatTokenizer tokenizer() {
    return tokenizer;
  }

  /** Token ids of a line; shared, not to be written to. */
  int[] of(String line) {
    int[] tokenIds = known.get(line);
    if (tokenIds == null) {
      tokenIds = tokenizer.encode(line);
      if (known.size() == MOST_ENTRIES) {
        known.clear();
      }
      known.put(line, tokenIds);
    }
    return tokenIds;
  }
}
