package org.idiolect.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project's own files lie: samples, the default model. */
final class Installation {
  private Installation() {}

  /** The checkout that the launcher runs from; the working folder without the launcher. */
  static Path home() {
    String home = System.getenv("IDIOLECT_HOME");
    return Path.of(home == null ? "." : home).toAbsolutePath().normalize();
  }

  /** A path as the user means it: from here, else from the installation. */
  static Path resolve(String path) {
    Path here = Path.of(path).toAbsolutePath().normalize();
    return Files.exists(here) ? here : home().resolve(path).normalize();
  }
}
