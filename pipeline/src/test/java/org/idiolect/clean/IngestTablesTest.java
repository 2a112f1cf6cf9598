package org.idiolect.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
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

@ExtendWith(SparkExtension.class)
final class IngestTablesTest {
  private static final PseudonymKey KEY = PseudonymKey.of(new PrivacyConfig(PseudonymKey.DEMO, ""));
  private static final String WHATSAPP =
      """
      14/03/2021, 10:00 - Messages and calls are end-to-end encrypted. Tap to learn more.
      14/03/2021, 10:00 - Ann: ok
      14/03/2021, 10:00 - Ann: ok
      14/03/2021, 10:01 - Ben: two words. And more!
      14/03/2021, 16:02 - Ann: a new session
      14/03/2021, 16:03 - Ben: <Media omitted>
      """;

  @TempDir private Path folder;
  private SparkSession spark;

  @BeforeEach
  void useSession(SparkSession session) {
    spark = session;
  }

  @Test
  void cutsSessionsAtSilencesAndCounts() throws IOException {
    write("_chat.txt", WHATSAPP);

    List<Message> messages = messages(tables(folder));

    assertThat(messages).extracting(Message::messageIndex).containsExactly(0, 1, 2, 3, 4);
    assertThat(messages)
        .extracting(Message::text)
        .containsExactly("ok", "ok", "two words. And more!", "a new session", "");
    assertThat(messages).extracting(Message::words).containsExactly(1, 1, 4, 3, 0);
    assertThat(messages).extracting(Message::nlpTokens).containsExactly(1, 1, 6, 3, 0);
    assertThat(messages).extracting(Message::sentences).containsExactly(1, 1, 2, 1, 0);
    assertThat(messages)
        .extracting(Message::kind)
        .containsExactly("text", "text", "text", "text", "media");
    List<String> sessions = messages.stream().map(Message::sessionId).toList();
    assertThat(sessions.subList(0, 3)).containsOnly(sessions.get(0));
    assertThat(sessions.subList(3, 5)).containsOnly(sessions.get(3));
    assertThat(sessions.get(0)).isNotEqualTo(sessions.get(3));
    assertThat(messages).extracting(Message::messageId).doesNotHaveDuplicates();
  }

  @Test
  void readingAnExportTwiceAddsNothing() throws IOException {
    write("_chat.txt", WHATSAPP);
    write("copies/WhatsApp Chat with Ben [1].txt", WHATSAPP);

    IngestResult tables = tables(folder);

    assertThat(messages(tables)).hasSize(5);
    assertThat(sources(tables))
        .extracting(s -> List.of(s.read(), s.messages(), s.duplicates(), s.filtered()))
        .containsExactlyInAnyOrder(List.of(6L, 5L, 0L, 1L), List.of(6L, 0L, 5L, 1L));
  }

  @Test
  void overlappingExportsKeepTheLargerNumberOfEqualMessages() throws IOException {
    String header = "conversation,sent_at,author,text\n";
    String ok = "c,2021-03-14T10:00:00Z,Ann,ok\n";
    write("a.csv", header + ok + "c,2021-03-14T10:01:00Z,Ben,only here\n");
    write("b.csv", header + ok + ok);

    assertThat(messages(tables(folder)))
        .extracting(Message::text)
        .containsExactly("ok", "ok", "only here");
  }

  @Test
  void aListOfPeopleNamesThoseWhoWroteAndCountsAsFiltered() throws IOException {
    String day =
        "[{\"type\":\"message\",\"user\":\"U01\",\"ts\":\"1614550400.000100\",\"text\":\"one\"},"
            + "{\"type\":\"message\",\"user\":\"U01\",\"ts\":\"1614550401.000100\",\"text\":\"two\"},"
            + "{\"type\":\"message\",\"user\":\"U09\",\"ts\":\"1614550402.000100\",\"text\":\"who\"}]";
    String user =
        "{\"id\":\"%s\",\"team_id\":\"T\",\"name\":\"x\",\"profile\":{\"real_name\":\"%s\"}}";
    write("general/2021-02-28.json", day);
    write(
        "users.json",
        "[" + user.formatted("U01", "Ann B") + "," + user.formatted("U05", "Silent") + "]");

    IngestResult tables = tables(folder);

    assertThat(tables.names().collectAsList())
        .extracting(row -> row.getAs(AuthorName.NAME) + " " + row.getAs(AuthorName.MESSAGES))
        .containsExactlyInAnyOrder("Ann B 2", "U09 1");
    assertThat(sources(tables)).extracting(Source::filtered).containsExactlyInAnyOrder(0L, 2L);
    assertThat(sources(tables)).allMatch(s -> s.read() == s.messages() + s.filtered());
  }

  @Test
  void theLatestEditWins() throws IOException {
    write("old.jsonl", line("m1", "first", null) + line("m2", "other", null));
    write("new.jsonl", line("m1", "corrected", "2021-03-15T10:00:00Z"));

    IngestResult tables = tables(folder);

    assertThat(messages(tables))
        .extracting(Message::text)
        .containsExactlyInAnyOrder("corrected", "other");
    assertThat(sources(tables)).extracting(Source::duplicates).containsExactlyInAnyOrder(0L, 1L);
  }

  @Test
  void oneBadFileLosesNothingElse() throws IOException {
    write("_chat.txt", WHATSAPP);
    write("empty.txt", "");
    Files.write(folder.resolve("photo{1}.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, 0, 1, 2});
    write(
        "cut #1: a.json",
        "{\"guild\":{},\"channel\":{\"id\":\"5\"},\"messages\":[{\"id\":\"1\","
            + "\"timestamp\":\"2021-03-14T10:00:00Z\",\"content\":\"kept\",\"author\":{\"id\":\"a/b=c\","
            + "\"name\":\"007\"}},{\"id\":\"2\",\"time");
    Files.write(
        folder.resolve("broken.gz"), new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 3});

    IngestResult tables = tables(folder);

    assertThat(messages(tables)).hasSize(6);
    assertThat(statusByName(tables))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "_chat.txt", "OK",
                "empty.txt", "EMPTY",
                "photo{1}.jpg", "UNSUPPORTED",
                "cut #1: a.json", "PARTIAL",
                "broken.gz", "EMPTY"));
    assertThat(tables.rejects().as(Encoders.row(RejectedPart.SCHEMA)).collectAsList())
        .extracting(
            row -> RejectedPart.fromRow(row).position(), row -> RejectedPart.fromRow(row).reason())
        .containsExactly(org.assertj.core.groups.Tuple.tuple("message 2", "TRUNCATED"));
    assertThat(sources(tables))
        .allMatch(s -> s.read() == s.messages() + s.rejected() + s.duplicates() + s.filtered());
  }

  @Test
  void namesAndPathsStayApart() throws IOException {
    write("_chat.txt", WHATSAPP);

    IngestResult tables = tables(folder);

    assertThat(tables.names().collectAsList().stream().map(AuthorName::fromRow))
        .extracting(AuthorName::name, AuthorName::messages)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("Ann", 3L),
            org.assertj.core.groups.Tuple.tuple("Ben", 2L));
    assertThat(tables.messages().drop("text").collectAsList().toString()).doesNotContain("Ann");
    assertThat(messages(tables)).allMatch(m -> m.authorId().matches("a[a-z2-7]{26}"));
  }

  @Test
  void orderOfFilesAndPartitionsChangesNothing() throws IOException {
    Random random = new Random(7);
    List<Path> files = new ArrayList<>();
    for (int file = 0; file < 6; file++) {
      StringBuilder csv = new StringBuilder("conversation,sent_at,author,text\n");
      for (int i = 0; i < 40; i++) {
        csv.append("c")
            .append(random.nextInt(3))
            .append(",2021-03-14T1")
            .append(random.nextInt(3))
            .append(":0")
            .append(random.nextInt(4))
            .append(":00Z,p")
            .append(random.nextInt(3))
            .append(",t")
            .append(random.nextInt(4))
            .append('\n');
      }
      files.add(write("part" + file + ".csv", csv.toString()));
    }
    List<String> expected = dump(tables(files, 1));
    Collections.shuffle(files, random);

    assertThat(dump(tables(files, 5))).isEqualTo(expected).hasSizeGreaterThan(30);
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  private static String line(String id, String text, String editedAt) {
    return "{\"id\":\"%s\",\"conversation\":\"c\",\"sent_at\":\"2021-03-14T10:00:00Z\",\"author\":\"A\",\"text\":\"%s\"%s}\n"
        .formatted(id, text, editedAt == null ? "" : ",\"edited_at\":\"" + editedAt + "\"");
  }

  private IngestResult tables(Path input) {
    return tables(List.of(input), 2);
  }

  private IngestResult tables(List<Path> inputs, int partitions) {
    Dataset<Row> events =
        IngestStep.read(
                spark,
                inputs.stream().map(Path::toString).toList(),
                IngestConfig.defaults(),
                KEY,
                People.none())
            .repartition(partitions);
    return CleanStep.clean(events, CleanConfig.defaults(), KEY);
  }

  private static List<Message> messages(IngestResult tables) {
    return tables
        .messages()
        .orderBy(Message.CONVERSATION_ID, Message.MESSAGE_INDEX)
        .collectAsList()
        .stream()
        .map(Message::fromRow)
        .toList();
  }

  private static List<Source> sources(IngestResult tables) {
    return tables.sources().collectAsList().stream().map(Source::fromRow).toList();
  }

  private static Map<String, String> statusByName(IngestResult tables) {
    Map<String, String> paths =
        tables.sourcesPrivate().collectAsList().stream()
            .map(SourcePath::fromRow)
            .collect(Collectors.toMap(SourcePath::sourceId, SourcePath::path));
    return sources(tables).stream()
        .collect(
            Collectors.toMap(
                s -> Path.of(paths.get(s.sourceId())).getFileName().toString(), Source::status));
  }

  private static List<String> dump(IngestResult tables) {
    return tables
        .messages()
        .orderBy(Message.CONVERSATION_ID, Message.MESSAGE_INDEX)
        .toJSON()
        .collectAsList();
  }
}
