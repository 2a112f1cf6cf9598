package org.idiolect.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.idiolect.SparkExtension;
import org.idiolect.ingest.IngestConfig;
import org.idiolect.ingest.IngestStep;
import org.idiolect.privacy.People;
import org.idiolect.privacy.PrivacyConfig;
import org.idiolect.privacy.PseudonymKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One of every kind is planted in each file: read = kept + rejected + duplicate + filtered. */
@ExtendWith(SparkExtension.class)
final class PlantedCountsTest {
  private static final PseudonymKey KEY = PseudonymKey.of(new PrivacyConfig(PseudonymKey.DEMO, ""));

  @TempDir private Path folder;

  @Test
  void everyPlantedPartIsCountedOnce(SparkSession spark) throws IOException {
    Files.writeString(
        folder.resolve("_chat.txt"),
        """
        nothing before the first header
        14/03/2021, 10:00 - Messages and calls are end-to-end encrypted. Tap to learn more.
        14/03/2021, 10:00 - Ann: kept
        goes on
        45/03/2021, 10:00 - Ann: no such day
        14/03/2021, 10:01 - Ben: <Media omitted>
        14/03/1980, 10:01 - Ben: before the range
        14/03/2021, 10:02 - Ben:\s
        """);
    Files.writeString(
        folder.resolve("discord.json"),
        "{\"guild\":{},\"channel\":{\"id\":\"5\"},\"messages\":[\n"
            + discord(1, "kept")
            + discord(1, "the same id")
            + discord(2, "bot").replace("\"name\":\"n\"", "\"name\":\"n\",\"isBot\":true")
            + discord(3, "no time").replace("timestamp", "time")
            + discord(4, "bad time").replace("2021", "then")
            + discord(5, "broken").replace("\"content\":", "\"content\"")
            + discord(6, "kept too")
            + " {\"id\":\"7\",\"timest");

    var events =
        IngestStep.read(
                spark, List.of(folder.toString()), IngestConfig.defaults(), KEY, People.none())
            .cache();
    IngestResult tables = CleanStep.clean(events, CleanConfig.defaults(), KEY);
    Map<String, Source> sources =
        tables.sources().collectAsList().stream()
            .map(Source::fromRow)
            .collect(Collectors.toMap(Source::format, source -> source));
    Map<String, Long> reasons =
        tables.rejects().collectAsList().stream()
            .map(RejectedPart::fromRow)
            .collect(Collectors.groupingBy(RejectedPart::reason, Collectors.counting()));

    assertThat(sources.get("whatsapp-text"))
        .extracting(
            Source::read, Source::messages, Source::rejected, Source::duplicates, Source::filtered)
        .containsExactly(7L, 2L, 3L, 0L, 2L);
    assertThat(sources.get("discord-json"))
        .extracting(
            Source::read, Source::messages, Source::rejected, Source::duplicates, Source::filtered)
        .containsExactly(8L, 2L, 4L, 1L, 1L);
    assertThat(reasons)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "NOT_A_MESSAGE", 1L,
                "TIMESTAMP", 2L,
                "TS_RANGE", 1L,
                "MISSING_FIELD", 1L,
                "SYNTAX", 1L,
                "TRUNCATED", 1L));
    assertThat(tables.messages().count()).isEqualTo(4);
  }

  private static String discord(int id, String text) {
    return " {\"id\":\"%d\",\"timestamp\":\"2021-03-14T10:00:00Z\",\"content\":\"%s\",\"author\":{\"id\":\"9\",\"name\":\"n\"}},\n"
        .formatted(id, text);
  }
}
