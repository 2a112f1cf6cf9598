package org.idiolect.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.idiolect.ingest.format.Format;
import org.junit.jupiter.api.Assumptions;

/**
 * Exports of other projects beside this one, named by the environment variable {@code
 * IDIOLECT_CHAT_EXPORTS}; tests that count them are skipped where it is not set.
 */
public final class SharedExports {
  private SharedExports() {}

  public static Exports.Read read(Format format, String name) throws IOException {
    String folder = System.getenv("IDIOLECT_CHAT_EXPORTS");
    Assumptions.assumeTrue(folder != null && Files.exists(Path.of(folder, name)));
    String text = Files.readString(Path.of(folder, name));
    assertThat(Exports.sniff(text)).contains(format);
    IngestConfig config = IngestConfig.defaults().withLatestFixed(Instant.now());
    return Exports.read(format, text.getBytes(StandardCharsets.UTF_8), config);
  }
}
