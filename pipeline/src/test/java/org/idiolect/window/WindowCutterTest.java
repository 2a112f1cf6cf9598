package org.idiolect.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.window.WindowCutter.SessionKey;
import org.junit.jupiter.api.Test;

final class WindowCutterTest {
  private static final ChatTokenizer TOKENIZER = ChatTokenizer.truncated(512);
  private static final ChatTokenizer BYTES = ChatTokenizer.truncated(257);

  private static WindowConfig config(int blockSize, int stride) {
    return new WindowConfig(blockSize, stride, SplitConfig.defaults(), AuthorConfig.defaults());
  }

  private static List<TokenWindow> cut(
      List<SessionMessage> session, ChatTokenizer tokenizer, Split split, WindowConfig config) {
    SessionKey key = new SessionKey("c", "s", split);
    List<TokenWindow> windows = new ArrayList<>();
    new WindowCutter(key, session.iterator(), tokenizer, config).forEachRemaining(windows::add);
    return windows;
  }

  /** With bytes as tokens, "A 12:00: abc\n" has 8 header tokens and 5 of content. */
  private static List<SessionMessage> fourShortMessages() {
    List<SessionMessage> session = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Instant at = Instant.parse("2021-03-14T12:00:00Z").plusSeconds(60 * i);
      session.add(new SessionMessage("m" + i, new Utterance(i % 2 == 0 ? "x" : "y", at, "abc"), 1));
    }
    return session;
  }

  @Test
  void trainingWindowsDoNotOverlap() {
    // 1 + 11 + 3 * 13 = 51 tokens hold three messages.
    List<TokenWindow> windows = cut(fourShortMessages(), BYTES, Split.TRAIN, config(60, 30));
    assertThat(windows)
        .extracting(window -> BYTES.decode(window.tokenIds()))
        .containsExactly(
            "<|endoftext|>2021-03-14\nA 12:00: abc\nB 12:01: abc\nA 12:02: abc\n",
            "<|endoftext|>2021-03-14\nA 12:03: abc\n");
    assertThat(windows).extracting(TokenWindow::scoredFrom).containsExactly(1, 1);
    assertThat(windows.get(0).spans().get(1)).isEqualTo(new Span("y", "m1", 25, 33, 38, 1, 3));
  }

  @Test
  void testWindowsCarryEarlierMessagesAsContext() {
    List<TokenWindow> windows = cut(fourShortMessages(), BYTES, Split.TEST, config(60, 30));
    assertThat(BYTES.decode(windows.get(1).tokenIds()))
        .isEqualTo("<|endoftext|>2021-03-14\nA 12:02: abc\nB 12:03: abc\n");
    assertThat(windows.get(1).scoredFrom()).isEqualTo(25);
    assertThat(windows.get(1).spans())
        .containsExactly(
            new Span("x", "m2", 1, 20, 25, 0, 0), new Span("y", "m3", 25, 33, 38, 1, 3));
  }

  @Test
  void messageLongerThanABlockGoesOnBehindItsHeader() {
    Instant noon = Instant.parse("2021-03-14T12:00:00Z");
    SessionMessage message =
        new SessionMessage("m", new Utterance("x", noon, "abcdefghij".repeat(3)), 1);
    List<TokenWindow> windows = cut(List.of(message), BYTES, Split.TEST, config(40, 20));
    assertThat(windows)
        .extracting(window -> BYTES.decode(window.tokenIds()))
        .containsExactly(
            "<|endoftext|>2021-03-14\nA 12:00: abcdefghijabcdefghi",
            "<|endoftext|>2021-03-14\nA 12:00:jabcdefghij\n");
    assertThat(windows).extracting(TokenWindow::scoredFrom).containsExactly(1, 20);
    assertThat(windows.get(0).spans()).containsExactly(new Span("x", "m", 1, 20, 40, 1, 30));
    assertThat(windows.get(1).spans()).containsExactly(new Span("x", "m", 20, 20, 32, 0, 0));
  }

  @Test
  void everyMessageIsScoredExactlyOnce() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      List<SessionMessage> session = InventedSessions.next(random, 1 + random.nextInt(40));
      int blockSize = 40 + random.nextInt(200);
      WindowConfig config = config(blockSize, 1 + random.nextInt(blockSize));
      Split split = Split.values()[random.nextInt(3)];
      assertScoredOnce(session, cut(session, TOKENIZER, split, config));
    }
  }

  private static void assertScoredOnce(List<SessionMessage> session, List<TokenWindow> windows) {
    Map<String, List<Integer>> content = new HashMap<>();
    Map<String, Integer> headers = new HashMap<>();
    Map<String, Integer> words = new HashMap<>();
    Map<String, Integer> bytes = new HashMap<>();
    List<String> order = new ArrayList<>();
    for (TokenWindow window : windows) {
      for (Span span : window.spans()) {
        words.merge(span.messageId(), span.words(), Integer::sum);
        bytes.merge(span.messageId(), span.bytes(), Integer::sum);
        if (span.start() >= window.scoredFrom()) {
          List<Integer> ids = content.computeIfAbsent(span.messageId(), id -> new ArrayList<>());
          Arrays.stream(window.tokenIds(), span.start(), span.end()).forEach(ids::add);
          headers.merge(span.messageId(), span.headerStart() < span.start() ? 1 : 0, Integer::sum);
          order.add(span.messageId());
        }
      }
    }
    for (SessionMessage message : session) {
      String id = message.messageId();
      int[] ids = EncodedMessage.content(message.utterance().text(), TOKENIZER);
      assertThat(content.get(id)).isEqualTo(Arrays.stream(ids).boxed().toList());
      assertThat(headers.get(id)).isEqualTo(1);
      assertThat(words.get(id)).isEqualTo(message.words());
      assertThat(bytes.get(id)).isEqualTo(message.bytes());
    }
    assertThat(order.stream().distinct().toList())
        .isEqualTo(session.stream().map(SessionMessage::messageId).toList());
  }

  @Test
  void windowsFitTheBlockAndItsSpansTileIt() {
    Random random = new Random(6);
    for (int i = 0; i < 200; i++) {
      List<SessionMessage> session = InventedSessions.next(random, 1 + random.nextInt(40));
      int blockSize = 40 + random.nextInt(200);
      WindowConfig config = config(blockSize, 1 + random.nextInt(blockSize));
      Split split = Split.values()[random.nextInt(3)];
      for (TokenWindow window : cut(session, TOKENIZER, split, config)) {
        assertThat(window.tokenIds().length).isBetween(2, blockSize);
        assertThat(window.tokenIds()[0]).isEqualTo(TOKENIZER.endOfText());
        assertThat(window.tokenIds()[1]).isNotEqualTo(TOKENIZER.endOfText());
        assertTiles(window);
        int context =
            window.spans().stream()
                    .mapToInt(Span::end)
                    .filter(end -> end <= window.scoredFrom())
                    .max()
                    .orElse(1)
                - 1;
        assertThat(context).isLessThanOrEqualTo(config.contextTokens(split));
      }
    }
  }

  private static void assertTiles(TokenWindow window) {
    Span first = window.spans().get(0);
    int at = first.headerStart() == first.start() ? first.start() : 1;
    assertThat(window.scoredFrom()).isIn(boundaries(window));
    for (Span span : window.spans()) {
      assertThat(span.headerStart()).isEqualTo(at);
      assertThat(span.end()).isGreaterThan(span.start());
      at = span.end();
    }
    assertThat(at).isEqualTo(window.tokenIds().length);
  }

  private static List<Integer> boundaries(TokenWindow window) {
    return window.spans().stream().map(Span::headerStart).toList();
  }

  @Test
  void windowsOfWholeMessagesParseBack() {
    Random random = new Random(8);
    for (int i = 0; i < 100; i++) {
      List<SessionMessage> session = InventedSessions.next(random, 1 + random.nextInt(30));
      Split split = Split.values()[random.nextInt(3)];
      int whole = 0;
      for (TokenWindow window : cut(session, TOKENIZER, split, config(4000, 2000))) {
        List<Utterance> inside = new ArrayList<>();
        for (Span span : window.spans()) {
          inside.add(session.get(Integer.parseInt(span.messageId().substring(1))).utterance());
          whole++;
        }
        assertThat(TOKENIZER.decode(window.tokenIds()))
            .isEqualTo("<|endoftext|>" + Transcript.render(inside));
        assertThat(TranscriptParser.parse(TOKENIZER.decode(window.tokenIds())))
            .hasSameSizeAs(inside);
      }
      assertThat(whole).isGreaterThanOrEqualTo(session.size());
    }
  }

  @Test
  void settingsSayWhatIsAllowed() {
    assertThat(WindowConfig.defaults().blockSize()).isEqualTo(256);
    assertThatThrownBy(() -> config(256, 512))
        .hasMessage("window.stride must be in [1, block-size = 256], got 512");
    assertThatThrownBy(() -> config(16, 8))
        .hasMessage("window.block-size must be at least 32, got 16");
  }
}
