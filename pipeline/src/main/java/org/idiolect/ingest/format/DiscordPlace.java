package org.idiolect.ingest.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The channel that the name of one of Discord's files or folders gives. */
final class DiscordPlace {
  /** {@code Server - Category - garden [1234567890] [part 2].csv}. */
  private static final Pattern EXPORTED =
      Pattern.compile("\\[(\\d+)](?: \\[part \\d+])?(?:\\.\\w+)?$");

  private static final Pattern EXTENSION =
      Pattern.compile("(?: \\[part \\d+])?\\.(?:csv|txt|html)$");

  /** The data package has a folder for each channel: {@code c1234567890}. */
  private static final Pattern PACKAGED = Pattern.compile("c?(\\d+)");

  private DiscordPlace() {}

  /** The channel's id in the name of a file of DiscordChatExporter, else the name; or null. */
  static String exported(ExportPlace place) {
    Matcher id = EXPORTED.matcher(place.name());
    if (id.find()) {
      return id.group(1);
    }
    String name = EXTENSION.matcher(place.name()).replaceFirst("");
    return name.isBlank() ? null : name;
  }

  /** The channel's id in the folder of a file of the data package, else the folder; or null. */
  static String packaged(ExportPlace place) {
    if (place.folder() == null) {
      return null;
    }
    Matcher id = PACKAGED.matcher(place.folder());
    return id.matches() ? id.group(1) : place.folder();
  }
}
