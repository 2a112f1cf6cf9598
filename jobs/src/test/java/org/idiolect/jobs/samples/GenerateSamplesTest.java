package org.idiolect.jobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateSamplesTest {

  private static final Path COMMITTED = Path.of("../data-samples");

  @Test
  void committedExportsAreTheDefaultOutputByteForByte(@TempDir Path to) throws IOException {
    GenerateSamples.run(to, GenerateSamples.DEFAULT_SEED, GenerateSamples.DEFAULT_MESSAGES);
    List<Path> files = files(to);
    assertThat(files(COMMITTED.resolve("exports"))).hasSameSizeAs(files(to.resolve("exports")));
    for (Path file : files) {
      assertThat(COMMITTED.resolve(to.relativize(file))).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void otherSeedsSayOtherThings() {
    List<String> texts = GenerateSamples.texts(1, 200);
    assertThat(GenerateSamples.texts(1, 200)).isEqualTo(texts);
    assertThat(GenerateSamples.texts(2, 200)).isNotEqualTo(texts);
  }

  @Test
  void aPasteThatRunsTogetherHasNoLineBreak() throws IOException {
    Path paste = COMMITTED.resolve("exports/discord/paste-run-together.txt");
    assertThat(Files.readString(paste)).doesNotContain("\n").contains("Today at ");
  }

  @Test
  void oneMessengerKnowsSomebodyByTwoNames() throws IOException {
    assertThat(Files.readAllLines(COMMITTED.resolve("people.csv")))
        .contains("discord,Lumi 🌻,Lumi 🌻", "discord,lumi_blooms,Lumi 🌻");
    assertThat(Files.readString(COMMITTED.resolve("exports/discord/group-weekend.json")))
        .contains("lumi_blooms")
        .doesNotContain("Lumi 🌻");
  }

  /** More than the default repeats the plan: no chat may be taken for another one. */
  @Test
  void everyPartHasChatsOfItsOwn(@TempDir Path to) throws IOException {
    GenerateSamples.run(to, 7, 2 * GenerateSamples.DEFAULT_MESSAGES);
    String chat = "discord/dm-kai-zoe.json";
    JsonNode one = channel(to.resolve("exports/" + chat));
    JsonNode two = channel(to.resolve("exports/part-1/" + chat));
    assertThat(one.get("id")).isNotEqualTo(two.get("id"));
    assertThat(one.get("name")).isNotEqualTo(two.get("name"));
    SampleCountsTest.assertReadAsWritten(to);
  }

  private static JsonNode channel(Path export) throws IOException {
    return new ObjectMapper().readTree(export.toFile()).get("channel");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }
}
