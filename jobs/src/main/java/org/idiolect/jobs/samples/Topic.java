package org.idiolect.jobs.samples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What some messages are about.
 *
 * @param exchanges what can be said and answered; an exchange is a list of turns, a turn a list of
 *     alternatives, and every alternative fits whichever was taken in the turn before
 */
record Topic(
    List<String> emoji,
    List<String> things,
    List<String> places,
    List<List<List<String>>> exchanges) {

  private static final int SETTINGS = 3;

  /** Three lines of settings, then exchanges: {@code turn => alternative | alternative => turn}. */
  static Topic read(String id) {
    List<String> lines = Lines.of("topics/" + id + ".txt");
    Map<String, List<String>> settings = Lines.entries(lines.subList(0, SETTINGS));
    List<List<List<String>>> exchanges = new ArrayList<>();
    for (String line : lines.subList(SETTINGS, lines.size())) {
      exchanges.add(Arrays.stream(line.split(" => ")).map(Topic::alternatives).toList());
    }
    List<String> emoji = List.of(settings.get("emoji").get(0).split(" "));
    return new Topic(emoji, settings.get("things"), settings.get("places"), exchanges);
  }

  private static List<String> alternatives(String turn) {
    return Lines.split(turn).stream().map(String::strip).toList();
  }
}
