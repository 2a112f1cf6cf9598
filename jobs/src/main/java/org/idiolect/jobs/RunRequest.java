package org.idiolect.jobs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.idiolect.jobs.config.Settings;
import org.idiolect.table.RunFolder;

/**
 * What a run was asked to do; kept in {@code runs/<id>/request.conf}, so that it can be resumed.
 *
 * @param inputs files and folders, absolute
 * @param settings the effective settings
 */
public record RunRequest(List<String> inputs, Config settings) {
  static final String FILE = "request.conf";

  /** Writes the request before the first stage begins. */
  public void save(RunFolder run) {
    Config config =
        ConfigFactory.parseMap(Map.of("inputs", inputs))
            .withValue("settings", ConfigValueFactory.fromAnyRef(settings.root().unwrapped()));
    String text = config.root().render(ConfigRenderOptions.concise().setFormatted(true));
    try (var out = run.files().create(new Path(run.home(), FILE), true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the request of run " + run.runId(), e);
    }
  }

  /**
   * Reads what a run was asked; settings that are younger than the run have their defaults.
   *
   * @throws IllegalArgumentException if there is no such run
   */
  public static RunRequest load(RunFolder run) {
    try (var in = run.files().open(new Path(run.home(), FILE))) {
      Config config =
          ConfigFactory.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return new RunRequest(
          config.getStringList("inputs"),
          config.getConfig("settings").withFallback(Settings.defaults()).resolve());
    } catch (FileNotFoundException e) {
      throw new IllegalArgumentException(
          "there is no run '" + run.runId() + "' in " + run.out() + " to resume", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the request of run " + run.runId(), e);
    }
  }
}
