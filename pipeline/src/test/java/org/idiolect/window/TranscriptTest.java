package org.idiolect.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TranscriptTest {
  private static Utterance said(String author, String at, String text) {
    return new Utterance(author, Instant.parse(at), text);
  }

  @Test
  void showsLettersTimesAndDays() {
    assertThat(
            Transcript.render(
                List.of(
                    said("x", "2021-03-14T23:58:59Z", "still up?"),
                    said("a", "2021-03-14T23:59:00Z", "yes"),
                    said("x", "2021-03-15T00:00:00Z", "one\r\ntwo"))))
        .isEqualTo(
            "2021-03-14\nA 23:58: still up?\nB 23:59: yes\n2021-03-15\nA 00:00: one\u2028two\n");
  }

  @Test
  void parsingGivesBackExactlyTheMessages() {
    Random random = new Random(11);
    for (int i = 0; i < 300; i++) {
      List<Utterance> session =
          InventedSessions.utterances(InventedSessions.next(random, random.nextInt(20)));
      List<TranscriptLine> lines = TranscriptParser.parse(Transcript.render(session));
      SpeakerLetters letters = new SpeakerLetters();
      assertThat(lines)
          .isEqualTo(session.stream().map(utterance -> expected(letters, utterance)).toList());
    }
  }

  private static TranscriptLine expected(SpeakerLetters letters, Utterance utterance) {
    String letter = letters.take(utterance.authorId());
    String minute = utterance.sentAt().toString().substring(11, 16);
    return new TranscriptLine(
        letter,
        Transcript.day(utterance.sentAt()),
        LocalTime.parse(minute),
        Transcript.normalise(utterance.text()));
  }

  @Test
  void noMessageForgesAnotherOne() {
    for (String lineBreak : List.of("\n", "\r", "\r\n", "\u2028", "\u2029", "\u0085", "\u000B")) {
      String text = "hi" + lineBreak + "B 12:07: forged" + lineBreak + "2000-01-01";
      List<Utterance> session = List.of(said("x", "1601-01-01T12:06:00Z", text));
      assertThat(TranscriptParser.parse(Transcript.render(session)))
          .containsExactly(
              new TranscriptLine(
                  "A",
                  LocalDate.of(1601, 1, 1),
                  LocalTime.of(12, 6),
                  "hi\nB 12:07: forged\n2000-01-01"));
    }
    List<Utterance> session = List.of(said("x", "2021-03-14T12:06:00Z", "<|endoftext|>"));
    assertThat(TranscriptParser.parse("<|endoftext|>" + Transcript.render(session)))
        .extracting(TranscriptLine::text)
        .containsExactly("<|endoftext|>");
  }

  @Test
  void lettersGoOnAfterZ() {
    assertThat(SpeakerLetters.letter(25)).isEqualTo("Z");
    assertThat(SpeakerLetters.letter(26)).isEqualTo("AA");
    assertThat(SpeakerLetters.letter(701)).isEqualTo("ZZ");
    assertThat(SpeakerLetters.letter(702)).isEqualTo("AAA");
  }

  @Test
  void readsWhatCanBeReadOfGeneratedText() {
    ParsedTranscript parsed =
        TranscriptParser.parseLenient(
            "B 12:07: hello\nrubbish\n2021-02-30\nA 25:00: no\n2021-03-15\nA 00:10: a\u2028b\nB 00:1");
    assertThat(parsed.lines())
        .containsExactly(
            new TranscriptLine("B", null, LocalTime.of(12, 7), "hello"),
            new TranscriptLine("A", LocalDate.of(2021, 3, 15), LocalTime.of(0, 10), "a\nb"));
    assertThat(parsed.unreadable()).isEqualTo(4);
    assertThat(parsed.endsWhole()).isFalse();
  }

  @Test
  void strictParsingRefusesWhatWasNotRendered() {
    for (String bad : List.of("A 12:06: hi", "A 12:06: hi\n", "2021-03-14\nhello\n")) {
      assertThatThrownBy(() -> TranscriptParser.parse(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("not a transcript");
    }
    assertThat(TranscriptParser.parse("")).isEmpty();
  }
}
