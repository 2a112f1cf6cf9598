package org.idiolect.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idiolect.jobs.InputRefusedException;

/** Checks input paths before anything is started. */
final class Inputs {
  private Inputs() {}

  /**
   * The inputs as absolute paths; remote ones are taken as they are.
   *
   * @throws InputRefusedException if one is missing, or input and output contain one another
   */
  static List<String> existing(List<String> inputs, String out) {
    List<String> existing = existing(inputs);
    existing.forEach(input -> requireApart(input, out));
    return existing;
  }

  /** The inputs as absolute paths. */
  static List<String> existing(List<String> inputs) {
    return inputs.stream().map(Inputs::existing).toList();
  }

  private static String existing(String input) {
    if (input.contains("://")) {
      return input;
    }
    Path path = Installation.resolve(input);
    if (!Files.exists(path)) {
      throw new InputRefusedException("there is no file or folder " + input);
    }
    if (!Files.isReadable(path)) {
      throw new InputRefusedException(input + " cannot be read: check its permissions");
    }
    return path.toString();
  }

  private static void requireApart(String input, String out) {
    if (input.contains("://") || out.contains("://")) {
      return;
    }
    Path path = Path.of(input);
    Path target = Path.of(out).toAbsolutePath().normalize();
    if (target.startsWith(path) || path.startsWith(target)) {
      throw new InputRefusedException(
          "input " + input + " and output " + out + " lie in one another; keep them apart");
    }
  }
}
