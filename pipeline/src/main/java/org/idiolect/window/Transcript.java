package org.idiolect.window;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.idiolect.tokenize.WellFormedText;

/**
 * The text that a model reads and writes: one line a message, no ids, no names.
 *
 * <pre>
 *   2021-03-14
 *   A 12:06: are you there
 *   B 12:07: yes
 * </pre>
 *
 * <p>A line break inside a message is written as U+2028. Literal ones of every kind count as line
 * breaks first, so that parsing a transcript gives exactly the messages that went in.
 */
public final class Transcript {
  /** Stands for a line break inside a message. */
  static final char LINE_SEPARATOR = '\u2028';

  /** Ends a message and a date line. */
  static final String END = "\n";

  private static final Pattern LINE_BREAK = Pattern.compile("\\R");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private Transcript() {}

  /** The transcript of a session, without the end-of-text token that opens it. */
  public static String render(List<Utterance> utterances) {
    SpeakerLetters letters = new SpeakerLetters();
    StringBuilder transcript = new StringBuilder();
    LocalDate day = null;
    for (Utterance utterance : utterances) {
      LocalDate today = day(utterance.sentAt());
      if (!today.equals(day)) {
        transcript.append(dateLine(today));
      }
      transcript
          .append(header(letters.take(utterance.authorId()), utterance.sentAt()))
          .append(content(utterance.text()))
          .append(END);
      day = today;
    }
    return transcript.toString();
  }

  /**
   * What parsing gives back for a text: every kind of line break as {@code \n}, a lone surrogate as
   * U+FFFD, all else as it is.
   */
  public static String normalise(String text) {
    return LINE_BREAK.matcher(WellFormedText.of(text)).replaceAll("\n");
  }

  static LocalDate day(Instant sentAt) {
    return sentAt.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  static String dateLine(LocalDate day) {
    return DateTimeFormatter.ISO_LOCAL_DATE.format(day) + END;
  }

  static String header(String letter, Instant sentAt) {
    return letter + " " + TIME.format(sentAt.atOffset(ZoneOffset.UTC)) + ":";
  }

  /** The text after a header, with the space that parts the two. */
  static String content(String text) {
    return " " + normalise(text).replace('\n', LINE_SEPARATOR);
  }
}
