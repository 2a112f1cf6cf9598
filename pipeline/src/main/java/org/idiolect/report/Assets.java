package org.idiolect.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The files that the page carries inside: style, script and Chart.js. */
final class Assets {
  private static final String CHART_JS =
      "/META-INF/resources/webjars/chart.js/4.4.1/dist/chart.umd.js";

  private Assets() {}

  /** Texts of the files, and the policy that allows exactly them. */
  record Inlined(String style, String script, String chartLibrary, String policy) {}

  static Inlined read() {
    String style = text("style.css");
    String script = text("page.js");
    String chartLibrary = withoutSourceMap(text(CHART_JS));
    String policy =
        "default-src 'none'; script-src %s %s; style-src %s; base-uri 'none'; form-action 'none'"
            .formatted(hash(chartLibrary), hash(script), hash(style));
    return new Inlined(style, script, chartLibrary, policy);
  }

  static String text(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  /** A browser's tools would look for the map beside the page. */
  private static String withoutSourceMap(String script) {
    return script.replaceAll("(?m)^//# sourceMappingURL=.*$", "");
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
