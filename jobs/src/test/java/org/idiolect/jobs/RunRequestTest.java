package org.idiolect.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.idiolect.jobs.config.Settings;
import org.idiolect.table.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunRequestTest {
  @TempDir private Path out;

  @Test
  void aRequestOfAnOlderVersionTakesNewSettingsFromTheDefaults() {
    Config settings = Settings.merge(null, List.of("generate.samples-per-author=3"));
    new RunRequest(List.of("in"), settings.withoutPath("generate.top-k")).save(run());

    RunRequest loaded = RunRequest.load(run());

    assertThat(loaded.inputs()).containsExactly("in");
    assertThat(loaded.settings()).isEqualTo(settings);
    assertThat(Settings.check(loaded.settings()).generate().samplesPerAuthor()).isEqualTo(3);
  }

  @Test
  void aRunThatNeverBeganIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunRequest.load(run()))
        .withMessageContaining("'r'");
  }

  private RunFolder run() {
    return RunFolder.of(out.toString(), "r", new Configuration());
  }
}
