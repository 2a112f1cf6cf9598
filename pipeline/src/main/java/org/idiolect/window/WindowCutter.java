package org.idiolect.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.idiolect.table.Checksums;
import org.idiolect.tokenize.ChatTokenizer;

/**
 * Cuts one session into windows at message boundaries.
 *
 * <p>Training windows do not overlap. Validation and test windows open with earlier whole messages
 * as context, up to block size - stride tokens, and score the messages after them. A message that
 * is too long for a block goes on in the next windows behind the same header, which is context
 * there. So every token of every message is scored exactly once.
 *
 * <p>Example: messages {@code 1 2 3 4 5} of equal length, room for four in a block, stride of half
 * a block: training {@code [1 2 3 4] [5]}, test {@code [1 2 3 4] [(3 4) 5]}.
 *
 * <p>Holds one window and its context at a time, however long the session.
 */
public final class WindowCutter implements Iterator<TokenWindow> {
  private final SessionKey session;
  private final Iterator<SessionMessage> messages;
  private final HeaderTokens headers;
  private final int blockSize;
  private final int contextTokens;
  private final Deque<EncodedMessage> recent = new ArrayDeque<>();
  private int recentTokens;
  private EncodedMessage pending;
  private int done; // content tokens of the pending message that earlier windows hold
  private int windowIndex;

  /** The session that the windows belong to. */
  public record SessionKey(String conversationId, String sessionId, Split split) {}

  /**
   * Windows of a session, cut as they are asked for.
   *
   * @param messages all messages of the session in order
   */
  public WindowCutter(
      SessionKey session,
      Iterator<SessionMessage> messages,
      ChatTokenizer tokenizer,
      WindowConfig config) {
    this(session, messages, new HeaderTokens(tokenizer), config);
  }

  WindowCutter(
      SessionKey session,
      Iterator<SessionMessage> messages,
      HeaderTokens headers,
      WindowConfig config) {
    this.session = session;
    this.messages = messages;
    this.headers = headers;
    this.blockSize = config.blockSize();
    this.contextTokens = config.contextTokens(session.split());
    advance();
  }

  @Override
  public boolean hasNext() {
    return pending != null;
  }

  @Override
  public TokenWindow next() {
    if (pending == null) {
      throw new NoSuchElementException();
    }
    if (done > 0) {
      TokenTranscript window = new TokenTranscript(headers);
      return finished(window, addContinuation(window));
    }
    TokenTranscript window = withContext();
    int scoredFrom = window.size();
    if (pending.fits(window, blockSize)) {
      addWhole(window);
    } else {
      addFirstPart(window);
    }
    return finished(window, scoredFrom);
  }

  /** The longest run of earlier messages that leaves room for the next one. */
  private TokenTranscript withContext() {
    TokenTranscript best = new TokenTranscript(headers);
    List<EncodedMessage> context = new ArrayList<>();
    for (Iterator<EncodedMessage> older = recent.descendingIterator(); older.hasNext(); ) {
      context.add(0, older.next());
      TokenTranscript longer = new TokenTranscript(headers);
      context.forEach(message -> message.addTo(longer, false));
      if (longer.size() - 1 > contextTokens || !pending.fits(longer, blockSize)) {
        break;
      }
      best = longer;
    }
    return best;
  }

  private void addWhole(TokenTranscript window) {
    while (pending != null && pending.fits(window, blockSize)) {
      pending.addTo(window, true);
      advance();
    }
  }

  private void addFirstPart(TokenTranscript window) {
    int headerStart = window.addHeader(pending.utterance());
    done = blockSize - window.size();
    pending.addPart(window, headerStart, 0, done, true);
  }

  /** Adds the next part of a long message, and what follows it; returns where the part starts. */
  private int addContinuation(TokenTranscript window) {
    window.addHeader(pending.utterance());
    int start = window.size();
    int to = Math.min(pending.content().length, done + blockSize - start);
    pending.addPart(window, start, done, to, false);
    done = to;
    if (done == pending.content().length) {
      advance();
      addWhole(window);
    }
    return start;
  }

  private void advance() {
    if (pending != null) {
      recent.add(pending);
      recentTokens += pending.content().length;
    }
    while (!recent.isEmpty() && recentTokens - recent.peek().content().length >= contextTokens) {
      recentTokens -= recent.remove().content().length;
    }
    pending = messages.hasNext() ? EncodedMessage.of(messages.next(), headers.tokenizer()) : null;
    done = 0;
  }

  private TokenWindow finished(TokenTranscript window, int scoredFrom) {
    String place = String.join("\u001F", "window", session.sessionId(), "" + windowIndex);
    return new TokenWindow(
        "w" + Checksums.sha256(place).substring(0, 32),
        session.conversationId(),
        session.sessionId(),
        session.split(),
        windowIndex++,
        window.tokenIds(),
        window.spans(),
        scoredFrom);
  }
}
