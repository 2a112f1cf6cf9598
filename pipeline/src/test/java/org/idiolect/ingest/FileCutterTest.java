package org.idiolect.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.idiolect.ingest.format.Event;
import org.idiolect.ingest.format.Reject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any number of pieces reads as the whole file does. */
final class FileCutterTest {
  private static final Configuration HADOOP = new Configuration();
  private static final String[] HOSTILE = {
    "plain",
    "a \\\" quote",
    "brace } ] { [",
    "back\\\\slash\\\\",
    "\\u007b\\u0022",
    "grüße 👍 {\\\"",
    ""
  };

  @TempDir private Path folder;

  @Test
  void discordInAnyNumberOfPieces() throws IOException {
    assertSameInPieces(discord(40, "\n    ", "\n      "));
    assertSameInPieces(discord(40, "", ""));
  }

  @Test
  void aTelegramAccountInAnyNumberOfPieces() throws IOException {
    String chats =
        IntStream.range(0, 5)
            .mapToObj(chat -> telegramChat(chat, chat == 3 ? 0 : 9))
            .collect(Collectors.joining(",\n"));
    assertSameInPieces(
        "\uFEFF{\"about\":\"messages\",\"personal_information\":{\"user_id\":1},\"contacts\":{\"list\":[{\"a\":1},"
            + "{\"messages\":0}]},\"chats\":{\"about\":\"[{\",\"list\":["
            + chats
            + "]},\"left_chats\":{\"list\":["
            + telegramChat(7, 3)
            + "]}}\n");
  }

  @Test
  void linesAndTablesInAnyNumberOfPieces() throws IOException {
    StringBuilder lines = new StringBuilder();
    StringBuilder table = new StringBuilder("\uFEFFconversation;sent_at;author;text\r\n");
    for (int i = 0; i < 60; i++) {
      String time = "2021-03-14T10:%02d:00Z".formatted(i);
      lines
          .append(i % 9 == 4 ? "\n{\"not\":" : "{")
          .append(
              "\"conversation\":\"c\",\"sent_at\":\"" + time + "\",\"author\":\"A\",\"text\":\"")
          .append(HOSTILE[i % HOSTILE.length])
          .append("\"}\n");
      table
          .append("c;" + time + ";A;")
          .append(i % 3 == 0 ? "\"two\nlines; \"\"quoted\"\"\r\n\"" : "text " + i)
          .append(i % 11 == 5 ? ";one cell too many" : "")
          .append(i % 7 == 2 ? "\r\n\r\n" : "\r\n");
    }
    assertSameInPieces(lines.toString());
    assertSameInPieces(table.toString());
    assertSameInPieces(table.append("c;2021-03-14T11:00:00Z;A;no line end").toString());
  }

  @Test
  void aDiscordTableInAnyNumberOfPieces() throws IOException {
    StringBuilder table =
        new StringBuilder("\uFEFFAuthorID,Author,Date,Content,Attachments,Reactions\r\n");
    for (int i = 0; i < 60; i++) {
      table
          .append("\"42\",\"ann, b\",\"2021-03-14T10:%02d:00.0000000+01:00\",\"".formatted(i))
          .append(i % 3 == 0 ? "two\nlines, \"\"quoted\"\"\r\n" : "text " + i)
          .append(i % 7 == 2 ? "\",\"https://e.org/a.png\",\"\"\r\n" : "\",\"\",\"\"\r\n");
    }
    assertThat(assertSameInPieces(table.toString()))
        .hasSize(60)
        .noneMatch(Reject.class::isInstance);
  }

  @Test
  void whatsAppTextInAnyNumberOfPieces() throws IOException {
    for (String lineEnd : List.of("\n", "\r\n")) {
      StringBuilder text = new StringBuilder("\uFEFFa line of its own" + lineEnd);
      text.append("1/2/21, 10:00 - Messages are end-to-end encrypted" + lineEnd);
      for (int i = 0; i < 80; i++) {
        text.append("%d/2/21, 10:%02d - %s".formatted(1 + i / 3, i % 60, i % 9 == 5 ? "Bo:" : ""));
        text.append(i % 9 == 5 ? "" : i % 2 == 0 ? "Ann: " : "Bo: ");
        text.append(HOSTILE[i % HOSTILE.length]).append(lineEnd);
        text.append(i % 5 == 1 ? lineEnd + "a second line: of it" + lineEnd : "");
        text.append(i % 20 == 7 ? "[03.02.21, 10:00:00] Cy: pasted" + lineEnd : "");
        text.append(i % 30 == 9 ? "41/2/21, 10:00 - Ann: no such day" + lineEnd : "");
      }
      assertSameInPieces(text.toString());
      assertSameInPieces(text + "28/2/21, 10:00 - Ann: no line end");
    }
  }

  @Test
  void everyPieceKnowsWhatNamesTheConversation() throws IOException {
    String export =
        "1/2/21, 10:00 - Ann created group\n".repeat(9)
            + "2/2/21, 10:00 - Ann: first\n"
            + "3/2/21, 10:00 - Bo: second\n".repeat(20);

    List<SourceFile> pieces = cut(write(export), 100);

    assertThat(pieces).hasSizeGreaterThan(5);
    assertThat(pieces)
        .extracting(file -> file.piece().firstMessage())
        .containsOnly("first 2021-02-02T10:00:00Z Ann first");
    assertThat(cut(write(discord(40, "", "")), 500))
        .allMatch(file -> file.piece().firstMessage() == null);
  }

  @Test
  void brokenMessagesAreTheSameRejects() throws IOException {
    String broken =
        discord(40, "\n    ", "\n      ").replace("\"content\": \"plain\"", "\"content\": pla");
    assertThat(reasons(assertSameInPieces(broken))).contains("SYNTAX").doesNotContain("TRUNCATED");
  }

  @Test
  void anIrregularFileStaysWhole() throws IOException {
    String discord = discord(40, "\n    ", "\n      ");
    String quoteTooMany = discord.replaceFirst("plain", "pl\"ain");
    String cut = discord.substring(0, discord.length() - 400);
    String table =
        "conversation,sent_at,author,text\n" + "c,2021-03-14T10:00:00Z,A,a \"b\" c\n".repeat(50);

    for (String irregular : List.of(quoteTooMany, cut, table)) {
      assertThat(cut(write(irregular), 500)).hasSize(1).allMatch(file -> file.piece() == null);
    }
  }

  @Test
  void randomFilesInPieces() throws IOException {
    Random random = new Random(11);
    for (int round = 0; round < 30; round++) {
      String separator = random.nextBoolean() ? "\n  " : "";
      assertSameInPieces(
          discord(1 + random.nextInt(12), separator, random.nextBoolean() ? " " : "\n    "));
    }
  }

  private List<Event> assertSameInPieces(String content) throws IOException {
    ExportFile file = write(content);
    List<Event> whole = read(new SourceFile(file, 0, null));
    int most = 0;
    for (int pieceBytes : new int[] {1, 97, 300, 1_000, 4_000, 1 << 20}) {
      List<SourceFile> pieces = cut(file, pieceBytes);
      List<Event> read = new ArrayList<>();
      for (SourceFile piece : pieces) {
        read.addAll(read(piece));
      }
      assertThat(withoutColumns(read)).isEqualTo(withoutColumns(whole));
      most = Math.max(most, pieces.size());
    }
    assertThat(most).isGreaterThanOrEqualTo(Math.min(20, whole.size()));
    return whole;
  }

  /** Line and column inside a piece are not those of the file, and left out there. */
  private static List<String> withoutColumns(List<Event> events) {
    return events.stream().map(e -> e.toString().replaceFirst(" at line .*(?=])", "")).toList();
  }

  private static List<String> reasons(List<Event> events) {
    return events.stream()
        .filter(event -> event instanceof Reject)
        .map(event -> ((Reject) event).reason().name())
        .toList();
  }

  private static List<SourceFile> cut(ExportFile file, long pieceBytes) {
    return new FileCutter(Exports.CONFIG, pieceBytes, HADOOP).cut(new SourceFile(file, 0, null));
  }

  private static List<Event> read(SourceFile file) throws IOException {
    List<Event> events = new ArrayList<>();
    try (PartSource parts =
        file.piece() == null
            ? new ExportParts(Exports.CONFIG, HADOOP).open(file.file())
            : new PieceSource(file.file(), file.piece(), HADOOP)) {
      PartReading reading =
          new PartReading(parts.next(), Exports.MODIFIED.toEpochMilli(), Exports.CONFIG);
      for (Event event = reading.next(); event != null; event = reading.next()) {
        events.add(event);
      }
      reading.finish();
    }
    return events;
  }

  private ExportFile write(String content) throws IOException {
    Path file = folder.resolve("export");
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    return ExportLister.list(List.of(file.toString()), HADOOP).get(0);
  }

  private static String discord(int messages, String newElement, String newField) {
    StringBuilder json =
        new StringBuilder("{\"guild\":{\"id\":\"1\"},\"channel\":{\"id\":\"77\"},");
    json.append("\"messages\":[");
    for (int i = 0; i < messages; i++) {
      json.append(i == 0 ? "" : ",").append(newElement).append('{');
      json.append(newField).append("\"id\": \"" + i + "\",");
      json.append(newField).append("\"timestamp\": \"2021-03-14T12:%02d:00+00:00\",".formatted(i));
      json.append(newField).append("\"content\": \"" + HOSTILE[i % HOSTILE.length] + "\",");
      json.append(newField).append("\"mentions\": [").append(newField).append("  ],");
      json.append(newField).append("\"author\": {\"id\":\"42\",\"name\":\"a}\"}");
      json.append(newElement).append('}');
    }
    return json + "],\"messageCount\":" + messages + "}";
  }

  private static String telegramChat(int id, int messages) {
    StringBuilder json = new StringBuilder();
    json.append("{\"name\":\"chat ]\",\"type\":\"personal_chat\",\"id\":" + id + ",\"messages\":[");
    for (int i = 0; i < messages; i++) {
      json.append(i == 0 ? "\n" : ",\n");
      json.append(" {\"id\":" + i + ",\"type\":\"message\",\"date\":\"2021-03-14T10:00:00\",");
      json.append("\"from\":\"Ann\",\"from_id\":\"user42\",\"text\":[\"see \",{\"text\":\"");
      json.append(HOSTILE[i % HOSTILE.length]).append("\\x0C\"}]}");
    }
    return json + "]}";
  }
}
