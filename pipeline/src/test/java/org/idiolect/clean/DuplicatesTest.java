package org.idiolect.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.idiolect.SparkExtension;
import org.idiolect.ingest.ExportEvent;
import org.idiolect.ingest.IngestConfig;
import org.idiolect.ingest.IngestStep;
import org.idiolect.privacy.People;
import org.idiolect.privacy.PrivacyConfig;
import org.idiolect.privacy.PseudonymKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The short way for messages that occur once gives what the long way gives. */
@ExtendWith(SparkExtension.class)
final class DuplicatesTest {
  private static final PseudonymKey KEY = PseudonymKey.of(new PrivacyConfig(PseudonymKey.DEMO, ""));
  private static final String HEADER = "conversation,sent_at,author,text\n";

  @TempDir private Path folder;
  private SparkSession spark;

  @BeforeEach
  void useSession(SparkSession session) {
    spark = session;
  }

  @Test
  void fewRepeatedMessagesAloneAreRanked() throws IOException {
    String shared = lines("shared", 30);
    Dataset<Row> messages =
        messages(shared + lines("old", 20) + ok(2), shared + lines("new", 25) + ok(3));

    List<String> shortWay = dump(Duplicates.kept(messages, KEY, 1_000));

    assertThat(shortWay).hasSize(30 + 20 + 25 + 3).doesNotHaveDuplicates();
    assertThat(shortWay).isEqualTo(dump(Duplicates.kept(messages, KEY, 0)));
  }

  @Test
  void messagesThatAllOccurOnceKeepTheirIdentity() throws IOException {
    Dataset<Row> messages = messages(lines("old", 20), lines("new", 25));

    Dataset<Row> kept = Duplicates.kept(messages, KEY, 1_000);

    assertThat(dump(kept)).hasSize(45).isEqualTo(dump(Duplicates.marked(messages)));
  }

  private static String lines(String text, int count) {
    StringBuilder csv = new StringBuilder();
    for (int i = 0; i < count; i++) {
      csv.append("c%d,2021-03-14T10:%02d:00Z,Ann,%s %d%n".formatted(i % 2, i, text, i));
    }
    return csv.toString();
  }

  private static String ok(int count) {
    return "c0,2021-03-14T11:00:00Z,Ben,ok\n".repeat(count);
  }

  private Dataset<Row> messages(String first, String second) throws IOException {
    Files.writeString(folder.resolve("a.csv"), HEADER + first);
    Files.writeString(folder.resolve("b.csv"), HEADER + second);
    return IngestStep.read(
            spark, List.of(folder.toString()), IngestConfig.defaults(), KEY, People.none())
        .filter(functions.col(ExportEvent.TYPE).equalTo(ExportEvent.MESSAGE));
  }

  private static List<String> dump(Dataset<Row> kept) {
    String id =
        List.of(kept.columns()).contains(Message.MESSAGE_ID)
            ? Message.MESSAGE_ID
            : ExportEvent.IDENTITY;
    return kept
        .select(id, ExportEvent.SOURCE_ID, ExportEvent.POSITION, ExportEvent.TEXT)
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }
}
