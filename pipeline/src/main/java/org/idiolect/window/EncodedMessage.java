package org.idiolect.window;

import org.idiolect.tokenize.ChatTokenizer;

/**
 * A message with the tokens that do not depend on where it stands.
 *
 * @param content token ids of the text and the end mark; shared
 */
record EncodedMessage(SessionMessage message, int[] content) {
  static EncodedMessage of(SessionMessage message, ChatTokenizer tokenizer) {
    return new EncodedMessage(message, content(message.utterance().text(), tokenizer));
  }

  static int[] content(String text, ChatTokenizer tokenizer) {
    return TokenTranscript.joined(
        tokenizer.encode(Transcript.content(text)), tokenizer.encode(Transcript.END));
  }

  Utterance utterance() {
    return message.utterance();
  }

  /** Whether all of it fits behind these tokens. */
  boolean fits(TokenTranscript transcript, int blockSize) {
    return transcript.size() + transcript.header(utterance()).length + content.length <= blockSize;
  }

  void addTo(TokenTranscript transcript, boolean scored) {
    int headerStart = transcript.addHeader(utterance());
    addPart(transcript, headerStart, 0, content.length, scored);
  }

  /** Adds tokens [from, to) of the content and their span. */
  void addPart(TokenTranscript transcript, int headerStart, int from, int to, boolean counted) {
    int start = transcript.size();
    transcript.addContent(content, from, to);
    transcript.addSpan(
        new Span(
            utterance().authorId(),
            message.messageId(),
            headerStart,
            start,
            transcript.size(),
            counted ? message.words() : 0,
            counted ? message.bytes() : 0));
  }
}
