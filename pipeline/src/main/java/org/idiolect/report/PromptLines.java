package org.idiolect.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last messages of a prompt, taken apart for reading. */
final class PromptLines {
  private static final Pattern MESSAGE =
      Pattern.compile("([A-Z]{1,3}) (\\d\\d:\\d\\d): ?(.*)", Pattern.DOTALL);
  private static final Pattern DATE = Pattern.compile("\\d{4,6}-\\d\\d-\\d\\d");
  private static final char LINE_SEPARATOR = '\u2028';

  private PromptLines() {}

  /** One message of the prompt. */
  record Said(String speaker, String text) {}

  /**
   * Reads a transcript; the header that waits for the reply and the date lines are left out.
   *
   * @param count the most messages returned, the latest
   */
  static List<Said> last(String prompt, int count) {
    List<Said> said = new ArrayList<>();
    for (String line : prompt.replace("<|endoftext|>", "").split("\n")) {
      Matcher message = MESSAGE.matcher(line);
      if (message.matches()) {
        said.add(new Said(message.group(1), readable(message.group(3))));
      } else if (!line.isBlank() && !DATE.matcher(line).matches()) {
        said.add(new Said("", readable(line)));
      }
    }
    List<Said> spoken = said.stream().filter(line -> !line.text.isBlank()).toList();
    return spoken.subList(Math.max(0, spoken.size() - count), spoken.size());
  }

  /** Line breaks inside a message travel as U+2028. */
  static String readable(String text) {
    return text.replace(LINE_SEPARATOR, '\n').strip();
  }
}
