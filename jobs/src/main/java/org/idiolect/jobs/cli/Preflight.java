package org.idiolect.jobs.cli;

import com.typesafe.config.Config;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.idiolect.ingest.Inspection;
import org.idiolect.ingest.InspectionText;
import org.idiolect.ingest.Inspector;
import org.idiolect.jobs.InputRefusedException;
import org.idiolect.jobs.config.ConfigException;
import org.idiolect.jobs.config.IdiolectConfig;
import org.idiolect.jobs.config.Settings;
import org.idiolect.model.Gpt2Config;

/**
 * What a run is going to do, before it does anything.
 *
 * @param inspections the exports that were found
 * @param messages typed messages in them
 * @param parameters of the base model
 * @param seconds a guess at the training time on this machine
 * @param freeBytes of the disk that takes the output
 */
record Preflight(
    List<Inspection> inspections, long messages, long parameters, double seconds, long freeBytes) {
  /** Seen on chats: headers and text together. */
  private static final double TOKENS_PER_MESSAGE = 24;

  /** A modest CPU core in float32; real machines are faster, so the guess is an upper one. */
  private static final double FLOPS_PER_CORE = 60e9;

  /** Tables, checkpoints and models of a small run. */
  private static final long LEAST_FREE_BYTES = 1L << 30;

  static Preflight of(List<String> inputs, Config settings, String out) {
    IdiolectConfig config = Settings.check(settings);
    Path model = Path.of(config.baseModel());
    if (!Files.isDirectory(model)) {
      throw new ConfigException(
          "there is no model folder " + model + "; name one with --base-model");
    }
    Gpt2Config shape = Gpt2Config.read(model);
    List<Inspection> inspections = inspect(inputs, config);
    long messages = inspections.stream().mapToLong(Inspection::estimatedTexts).sum();
    if (messages == 0) {
      throw new InputRefusedException(
          "no message was found in "
              + String.join(", ", inputs)
              + ": "
              + firstFiles(inspections)
              + "; 'idiolect inspect' says what the files look like");
    }
    double passes = config.train().shared().epochs() + config.train().adapter().epochs() + 2.0;
    double flops = 6.0 * shape.parameters() * messages * TOKENS_PER_MESSAGE * passes;
    double seconds = flops / (FLOPS_PER_CORE * Runtime.getRuntime().availableProcessors());
    return new Preflight(inspections, messages, shape.parameters(), seconds, freeBytes(out));
  }

  /** The first files with what they are, such as {@code beach.jpg UNSUPPORTED}. */
  private static String firstFiles(List<Inspection> inspections) {
    if (inspections.isEmpty()) {
      return "no file lies there";
    }
    String files =
        inspections.stream()
            .limit(3)
            .map(file -> Path.of(file.path()).getFileName() + " " + file.status())
            .collect(Collectors.joining(", "));
    return inspections.size() > 3 ? files + ", ..." : files;
  }

  private static List<Inspection> inspect(List<String> inputs, IdiolectConfig config) {
    try {
      return new Inspector(config.ingest(), 0).inspect(inputs);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the input", e);
    }
  }

  private static long freeBytes(String out) {
    if (out.contains("://")) {
      return Long.MAX_VALUE;
    }
    Path existing = Path.of(out).toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing == null ? Long.MAX_VALUE : existing.toFile().getUsableSpace();
  }

  void print(PrintStream out) {
    out.print(InspectionText.toText(inspections));
    out.printf(
        Locale.ROOT,
        "%,d messages, a base model of %,d parameters: about %s on this machine's CPU%n",
        messages,
        parameters,
        duration());
    if (freeBytes < LEAST_FREE_BYTES) {
      out.printf(Locale.ROOT, "warning: only %,d MB of disk are free%n", freeBytes >> 20);
    }
  }

  private String duration() {
    return seconds < 90
        ? Math.max(1, Math.round(seconds)) + " s"
        : seconds < 5400 ? Math.round(seconds / 60) + " min" : Math.round(seconds / 3600) + " h";
  }

  /** Asks once on a terminal; a scheduler is not asked. */
  boolean isConfirmed() {
    Console console = System.console();
    if (console == null) {
      return true;
    }
    String answer = console.readLine("Train? [Y/n] ");
    return answer == null || answer.isBlank() || answer.toLowerCase(Locale.ROOT).startsWith("y");
  }
}
