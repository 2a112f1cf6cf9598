package org.idiolect.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idiolect.clean.CleanConfig;
import org.idiolect.generate.TranscriptConfig;
import org.idiolect.ingest.IngestConfig;
import org.idiolect.model.LoraTarget;
import org.idiolect.model.StepConfig;
import org.idiolect.privacy.PrivacyConfig;
import org.idiolect.report.ReportConfig;
import org.idiolect.train.CohortConfig;
import org.idiolect.train.Objective;
import org.idiolect.train.RankTiers;
import org.idiolect.train.TrainConfig;
import org.idiolect.window.AuthorConfig;
import org.idiolect.window.SplitConfig;
import org.idiolect.window.WindowConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @Test
  void theCommentedFileIsWhatTheRecordsSay() {
    IdiolectConfig config = Settings.check(Settings.defaults());

    assertThat(config.ingest()).isEqualTo(IngestConfig.defaults());
    assertThat(config.clean()).isEqualTo(CleanConfig.defaults());
    assertThat(config.privacy()).isEqualTo(PrivacyConfig.defaults());
    assertThat(config.report()).isEqualTo(ReportConfig.defaults());
    assertThat(config.transcripts()).isEqualTo(TranscriptConfig.defaults());
    assertThat(config.window())
        .isEqualTo(new WindowConfig(256, 128, SplitConfig.defaults(), AuthorConfig.defaults()));
    assertThat(config.train().shared().objective()).isEqualTo(Objective.L1);
    assertThat(config.train().adapter()).isEqualTo(TrainConfig.ofAdapters());
    assertThat(config.train().shared().dropout()).isZero();
    assertThat(config.train().step()).isEqualTo(StepConfig.defaults());
    assertThat(config.train().lora().targets()).containsExactly(LoraTarget.values());
    assertThat(config.train().ranks()).isEqualTo(RankTiers.none(config.train().lora()));
    assertThat(config.train().cohort()).isEqualTo(new CohortConfig(1, 4096));
    assertThat(config.pretrain().shape().vocabularySize()).isEqualTo(4096);
    assertThat(config.ask().asked().get(0).prompt())
        .isEqualTo("Q: Who wrote the book the origin of species?\nA:");
    assertThat(config.ask().asked())
        .extracting(question -> question.task())
        .contains("question", "translation", "summary", "arithmetic");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo.conf", "pretrain.conf", "scaling.conf"})
  void theOtherFilesOnlySetWhatExists(String file) {
    Settings.check(Settings.merge(Path.of("../conf", file), List.of()));
  }

  @Test
  void settingsOverrideTheFileWhichOverridesTheDefaults(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("own.conf");
    Files.writeString(file, "train { shared.epochs = 7, adapter.epochs = 8 }");

    IdiolectConfig config = Settings.check(Settings.merge(file, List.of("train.shared.epochs=9")));

    assertThat(config.train().shared().epochs()).isEqualTo(9);
    assertThat(config.train().adapter().epochs()).isEqualTo(8);
  }

  @Test
  void anUnknownKeyNamesTheNearestOne() {
    assertThatThrownBy(() -> check("train.shared.lerning-rate=1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("unknown setting 'train.shared.lerning-rate'")
        .hasMessageContaining("did you mean 'train.shared.learning-rate'?");
  }

  @Test
  void aValueOutOfRangeNamesKeyValueAndRange() {
    assertThatThrownBy(() -> check("window.stride=512"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("window.stride must be in [1, block-size = 256], got 512");
    assertThatThrownBy(() -> check("train.shared.epochs=-1"))
        .hasMessageContaining("train.shared.epochs must not be negative, got -1");
  }

  @Test
  void aQuestionOfAnUnknownTaskIsQuotedWithTheTasksThereAre() {
    assertThatThrownBy(() -> check("ask.questions=[\"riddle: what flies?\"]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("riddle: what flies?")
        .hasMessageContaining("question, translation, summary, arithmetic");
  }

  @Test
  void dropoutAndAccumulationHaveTheirRanges() {
    assertThatThrownBy(() -> check("train.adapter.dropout=0.95"))
        .hasMessageContaining("train.adapter.dropout must be in [0, 0.9], got 0.95");
    assertThatThrownBy(() -> check("train.accumulation-steps=0"))
        .hasMessageContaining("train.accumulation-steps must be at least 1, got 0");
  }

  @Test
  void aWrongTypeAndAWrongWordAreNamed() {
    assertThatThrownBy(() -> check("train.shared.epochs=many"))
        .hasMessageContaining("'train.shared.epochs' must be of type int");
    assertThatThrownBy(() -> check("train.adapter.objective=l4"))
        .hasMessageContaining("must be one of [l1, l2, l3], got 'l4'");
  }

  @Test
  void aPathNeedsNoQuotes() {
    assertThat(
            Settings.check(Settings.merge(null, List.of("privacy.key-file=/a b/c.key"))).privacy())
        .isEqualTo(new PrivacyConfig("/a b/c.key", ""));
  }

  @Test
  void aRankTierThatIsNoneIsNamed() {
    assertThatThrownBy(() -> check("train.rank-tiers=[\"E=4\"]"))
        .hasMessageContaining("rank-tiers")
        .hasMessageContaining("got 'E=4'");
    assertThat(check("train.rank-tiers=[\"A=16\"]").train().ranks().of("A").alpha()).isEqualTo(32);
  }

  private static IdiolectConfig check(String set) {
    return Settings.check(Settings.merge(null, List.of(set)));
  }
}
