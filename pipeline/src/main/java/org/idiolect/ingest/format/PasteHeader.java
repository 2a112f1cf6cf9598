package org.idiolect.ingest.format;

import java.util.regex.Matcher;

/** Small grammar of Discord's header: the tags and dashes between a name and a time. */
final class PasteHeader {
  private static final String[] TAGS = {"BOT", "APP"};
  private static final String DASH = " \u2014 ";

  private PasteHeader() {}

  /** The name without the dash of newer clients and without a bot's tag. */
  static String withoutTags(String beforeTime) {
    String name = beforeTime.replace("\u200b", "");
    if (name.endsWith(DASH)) {
      name = name.substring(0, name.length() - DASH.length());
    }
    for (String tag : TAGS) {
      if (name.length() > tag.length() && name.endsWith(tag)) {
        return name.substring(0, name.length() - tag.length()).stripTrailing();
      }
    }
    return name;
  }

  /** Whether the client marked the author as a program. */
  static boolean isBot(String beforeTime) {
    String name =
        beforeTime.endsWith(DASH)
            ? beforeTime.substring(0, beforeTime.length() - DASH.length())
            : beforeTime;
    for (String tag : TAGS) {
      if (name.length() > tag.length() && name.endsWith(tag)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a line is the third of a header in three lines: name, tags, dash and time. */
  static boolean isSeparateTime(String line, Matcher match) {
    return line.startsWith(DASH) && match.start() == DASH.length() && match.end() == line.length();
  }
}
