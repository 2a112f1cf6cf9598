package org.idiolect.window;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A transcript that grows as token ids, opened by end-of-text. */
final class TokenTranscript {
  private final HeaderTokens headers;
  private final SpeakerLetters letters = new SpeakerLetters();
  private final List<Span> spans = new ArrayList<>();
  private int[] tokenIds = new int[64];
  private int size;
  private LocalDate day;

  TokenTranscript(HeaderTokens headers) {
    this.headers = headers;
    append(new int[] {headers.tokenizer().endOfText()});
  }

  /** Tokens so far, end-of-text included. */
  int size() {
    return size;
  }

  /** Tokens that the header of this message would take here, a date line included. */
  int[] header(Utterance utterance) {
    LocalDate today = Transcript.day(utterance.sentAt());
    int[] header =
        headers.of(Transcript.header(letters.peek(utterance.authorId()), utterance.sentAt()));
    return today.equals(day) ? header : joined(headers.of(Transcript.dateLine(today)), header);
  }

  /** Adds a header; returns its offset. */
  int addHeader(Utterance utterance) {
    int start = size;
    append(header(utterance));
    letters.take(utterance.authorId());
    day = Transcript.day(utterance.sentAt());
    return start;
  }

  /** Adds tokens of a text. */
  void addContent(int[] content, int from, int to) {
    append(Arrays.copyOfRange(content, from, to));
  }

  void addSpan(Span span) {
    spans.add(span);
  }

  int[] tokenIds() {
    return Arrays.copyOf(tokenIds, size);
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  Map<String, String> letters() {
    return letters.byAuthor();
  }

  private void append(int[] more) {
    if (size + more.length > tokenIds.length) {
      tokenIds = Arrays.copyOf(tokenIds, Math.max(2 * tokenIds.length, size + more.length));
    }
    System.arraycopy(more, 0, tokenIds, size, more.length);
    size += more.length;
  }

  static int[] joined(int[] first, int[] second) {
    int[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
