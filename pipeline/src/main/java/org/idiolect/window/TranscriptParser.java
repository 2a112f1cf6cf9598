package org.idiolect.window;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads transcripts back: strictly those that were rendered, leniently those that a model wrote.
 */
public final class TranscriptParser {
  private static final String END_OF_TEXT = "<|endoftext|>";
  private static final Pattern DATE = Pattern.compile("[+-]?\\d{4,9}-\\d\\d-\\d\\d");
  private static final Pattern MESSAGE =
      Pattern.compile("([A-Z]{1,3}) ([01]\\d|2[0-3]):([0-5]\\d): (.*)", Pattern.DOTALL);

  private final List<TranscriptLine> lines = new ArrayList<>();
  private int unreadable;
  private LocalDate day;

  private TranscriptParser() {}

  /**
   * The messages of a rendered transcript, with or without the end-of-text that opens it.
   *
   * @throws IllegalArgumentException when a line is not as {@link Transcript#render} writes it
   */
  public static List<TranscriptLine> parse(String transcript) {
    ParsedTranscript parsed = parseLenient(transcript);
    if (parsed.unreadable() > 0 || !parsed.endsWhole()) {
      throw new IllegalArgumentException(
          "not a transcript: %d of %d lines are unreadable, the last line is %s"
              .formatted(
                  parsed.unreadable(),
                  parsed.unreadable() + parsed.lines().size(),
                  parsed.endsWhole() ? "whole" : "cut off"));
    }
    if (!parsed.lines().isEmpty() && parsed.lines().get(0).day() == null) {
      throw new IllegalArgumentException("not a transcript: it does not begin with a date");
    }
    return parsed.lines();
  }

  /**
   * What can be read of a text that a model wrote; lines that cannot are counted.
   *
   * <p>Generation that went on from a header is read with that header put before it.
   */
  public static ParsedTranscript parseLenient(String transcript) {
    String body =
        transcript.startsWith(END_OF_TEXT)
            ? transcript.substring(END_OF_TEXT.length())
            : transcript;
    TranscriptParser parser = new TranscriptParser();
    int from = 0;
    for (int end = body.indexOf('\n'); end >= 0; end = body.indexOf('\n', from)) {
      parser.line(body.substring(from, end));
      from = end + 1;
    }
    boolean endsWhole = from == body.length();
    if (!endsWhole) {
      parser.line(body.substring(from));
    }
    return new ParsedTranscript(parser.lines, parser.unreadable, endsWhole);
  }

  private void line(String line) {
    Matcher message = MESSAGE.matcher(line);
    if (message.matches()) {
      LocalTime time =
          LocalTime.of(Integer.parseInt(message.group(2)), Integer.parseInt(message.group(3)));
      String text = message.group(4).replace(Transcript.LINE_SEPARATOR, '\n');
      lines.add(new TranscriptLine(message.group(1), day, time, text));
    } else if (!readDay(line)) {
      unreadable++;
    }
  }

  private boolean readDay(String line) {
    if (!DATE.matcher(line).matches()) {
      return false;
    }
    try {
      day = LocalDate.parse(line);
      return true;
    } catch (DateTimeException e) {
      return false; // a model may write 30 February
    }
  }
}
