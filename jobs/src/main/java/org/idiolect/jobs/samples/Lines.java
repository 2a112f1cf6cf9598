package org.idiolect.jobs.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The text files beside this package: one entry a line, a key and values parted by bars. */
final class Lines {
  private Lines() {}

  static List<String> of(String resource) {
    try (InputStream in = Lines.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  /** {@code key value|value|...} a line; lines that open with a key of chat phrases too. */
  static Map<String, List<String>> entries(List<String> lines) {
    Map<String, List<String>> entries = new HashMap<>();
    for (String line : lines) {
      int space = line.indexOf(' ');
      entries.put(line.substring(0, space), split(line.substring(space + 1)));
    }
    return entries;
  }

  static List<String> split(String values) {
    return List.of(values.split("\\|", -1));
  }

  static <T> T pick(List<T> from, SplittableRandom random) {
    return from.get(random.nextInt(from.size()));
  }
}
