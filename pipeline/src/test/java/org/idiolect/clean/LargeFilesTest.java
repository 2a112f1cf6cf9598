package org.idiolect.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.idiolect.SparkExtension;
import org.idiolect.ingest.IngestConfig;
import org.idiolect.ingest.IngestStep;
import org.idiolect.privacy.People;
import org.idiolect.privacy.PrivacyConfig;
import org.idiolect.privacy.PseudonymKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One large file is several tasks; a hundred thousand small ones are few. */
@ExtendWith(SparkExtension.class)
final class LargeFilesTest {
  private static final PseudonymKey KEY = PseudonymKey.of(new PrivacyConfig(PseudonymKey.DEMO, ""));

  @TempDir private Path folder;
  private SparkSession spark;

  @BeforeEach
  void useSession(SparkSession session) {
    spark = session;
  }

  @Test
  void piecesGiveTheTablesOfTheWholeFile() throws IOException {
    try (Writer json = Files.newBufferedWriter(folder.resolve("general.json"))) {
      json.write("{\"guild\":{\"id\":\"1\"},\"channel\":{\"id\":\"5\"},\"messages\":[");
      for (int i = 0; i < 24_000; i++) {
        json.write(i == 0 ? "\n" : ",\n");
        json.write(
            ("{\"id\":\"%d\",\"timestamp\":\"%s\",\"content\":\"text %d\",\"author\":{\"id\":\"%d\","
                    + "\"name\":\"n\"},\"reactions\":[]}")
                .formatted(i % 23_000, i % 500 == 7 ? "never" : "2021-03-14T12:06:00Z", i, i % 40));
      }
      json.write("]}");
    }

    Dataset<Row> inPieces = events(1);
    IngestResult pieces = CleanStep.clean(inPieces, CleanConfig.defaults(), KEY);
    IngestResult whole = CleanStep.clean(events(64), CleanConfig.defaults(), KEY);

    assertThat(inPieces.rdd().getNumPartitions()).isEqualTo(3);
    assertThat(rows(pieces.sources())).isEqualTo(rows(whole.sources()));
    assertThat(rows(pieces.rejects())).isEqualTo(rows(whole.rejects())).hasSize(48);
    assertThat(rows(pieces.sourcesPrivate())).isEqualTo(rows(whole.sourcesPrivate()));
    assertThat(rows(pieces.messages().drop(Message.NLP_TOKENS, Message.SENTENCES)))
        .isEqualTo(rows(whole.messages().drop(Message.NLP_TOKENS, Message.SENTENCES)));
    Source source = Source.fromRow(pieces.sources().first());
    assertThat(source.duplicates()).isEqualTo(998);
    assertThat(source.read()).isEqualTo(24_000);
    assertThat(source.sha256()).hasSize(64);
  }

  @Test
  void piecesOfAChatWithoutANameAreOneConversation() throws IOException {
    try (Writer text = Files.newBufferedWriter(folder.resolve("_chat.txt"))) {
      for (int i = 0; i < 40_000; i++) {
        text.write(
            "%02d/03/2021, %02d:%02d - %s: text %d\n"
                .formatted(
                    13 + i / 10_000, i / 500 % 20, i / 10 % 60, i % 3 < 2 ? "Ann" : "Bo", i));
      }
    }

    Dataset<Row> inPieces = events(1);
    IngestResult pieces = CleanStep.clean(inPieces, CleanConfig.defaults(), KEY);
    IngestResult whole = CleanStep.clean(events(64), CleanConfig.defaults(), KEY);

    assertThat(inPieces.rdd().getNumPartitions()).isEqualTo(2);
    assertThat(rows(pieces.sources())).isEqualTo(rows(whole.sources())).hasSize(1);
    assertThat(rows(pieces.messages().drop(Message.NLP_TOKENS, Message.SENTENCES)))
        .isEqualTo(rows(whole.messages().drop(Message.NLP_TOKENS, Message.SENTENCES)))
        .hasSize(40_000);
  }

  @Test
  void manySmallFilesAreFewTasks() throws IOException {
    for (int i = 0; i < 300; i++) {
      Files.writeString(folder.resolve(i + ".txt"), "14/03/2021, 10:00 - Ann: hello " + i + "\n");
    }

    Dataset<Row> events = events(64);

    assertThat(events.rdd().getNumPartitions()).isLessThanOrEqualTo(8);
    assertThat(events.count()).isEqualTo(600);
  }

  private Dataset<Row> events(int splitMebibytes) {
    return IngestStep.read(
        spark,
        List.of(folder.toString()),
        IngestConfig.defaults().withSplitMebibytes(splitMebibytes),
        KEY,
        People.none());
  }

  private static List<String> rows(Dataset<Row> table) {
    return table.toJSON().collectAsList().stream().sorted().toList();
  }
}
