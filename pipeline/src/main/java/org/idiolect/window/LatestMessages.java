package org.idiolect.window;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.idiolect.tokenize.ChatTokenizer;

/**
 * Puts an author's latest messages in front of a prompt: what stands in for an adapter where there
 * is too little to train one. They bear the letter that the author has in the prompt, so that the
 * whole reads as one transcript.
 *
 * <p>Example: {@code "2021-03-01\nB 09:00: hola\n2021-03-14\nA 12:06: are you there\nB 12:07:"}.
 */
public final class LatestMessages {
  private final ChatTokenizer tokenizer;
  private final int room;

  /**
   * For prompts of a limited length.
   *
   * @param room tokens of a prompt at the most, end-of-text included
   */
  public LatestMessages(ChatTokenizer tokenizer, int room) {
    this.tokenizer = tokenizer;
    this.room = room;
  }

  /**
   * A prompt with as many of the latest messages as fit. The newest half of the room is the
   * conversation's own.
   *
   * @param promptIds opened by end-of-text, ending with the author's header
   * @param latest the author's earlier messages in order, maybe none
   */
  public ChatPrompt before(int[] promptIds, List<Utterance> latest) {
    int[] conversation = newest(promptIds);
    int[] best = withMessages(conversation, List.of());
    int messages = 0;
    for (int count = 1; count <= latest.size(); count++) {
      int[] longer =
          withMessages(conversation, latest.subList(latest.size() - count, latest.size()));
      if (longer.length > room) {
        break;
      }
      best = longer;
      messages = count;
    }
    return new ChatPrompt(best, Map.of(), messages);
  }

  /** The newest whole lines that fill half the room, the header at least; without end-of-text. */
  private int[] newest(int[] promptIds) {
    int endMark = MessageTokens.endMark(tokenizer);
    int from = promptIds.length;
    for (int start = promptIds.length - 1; start >= 1; start--) {
      boolean opensLine = start == 1 || promptIds[start - 1] == endMark;
      boolean fits = promptIds.length - start <= room / 2;
      if (opensLine && (fits || from == promptIds.length)) {
        from = start;
      }
    }
    return Arrays.copyOfRange(promptIds, from, promptIds.length);
  }

  private int[] withMessages(int[] conversation, List<Utterance> messages) {
    HeaderTokens headers = new HeaderTokens(tokenizer);
    TokenTranscript transcript = new TokenTranscript(headers);
    String letter = letter(conversation);
    String day = "";
    for (Utterance message : messages) {
      String today = Transcript.dateLine(Transcript.day(message.sentAt()));
      if (!today.equals(day)) {
        add(transcript, headers.of(today));
      }
      add(transcript, headers.of(Transcript.header(letter, message.sentAt())));
      add(transcript, EncodedMessage.content(message.text(), tokenizer));
      day = today;
    }
    add(transcript, conversation);
    return transcript.tokenIds();
  }

  private static void add(TokenTranscript transcript, int[] tokenIds) {
    transcript.addContent(tokenIds, 0, tokenIds.length);
  }

  /** The letter of the header that a prompt ends with. */
  private String letter(int[] conversation) {
    String text = tokenizer.decode(conversation);
    String header = text.substring(text.lastIndexOf('\n') + 1);
    return header.substring(0, Math.max(0, header.indexOf(' ')));
  }
}
