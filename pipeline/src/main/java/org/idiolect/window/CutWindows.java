package org.idiolect.window;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.idiolect.clean.Message;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.window.WindowCutter.SessionKey;

/** Cuts the sessions of a partition, which lie in it one after the other, in order. */
final class CutWindows implements MapPartitionsFunction<Row, Row> {
  /** sent_at in microseconds since 1970: the same number under every time zone setting. */
  static final String SENT_AT_MICROS = "sent_at_micros";

  private static final long serialVersionUID = 1;
  private final ChatTokenizer tokenizer;
  private final WindowConfig config;

  CutWindows(ChatTokenizer tokenizer, WindowConfig config) {
    this.tokenizer = tokenizer;
    this.config = config;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> messages) {
    return new Windows(messages);
  }

  /** Streams: holds one message ahead and what the cutter of the current session holds. */
  private final class Windows implements Iterator<Row> {
    private final HeaderTokens headers = new HeaderTokens(tokenizer);
    private final Iterator<Row> messages;
    private Row ahead;
    private WindowCutter cutter;

    Windows(Iterator<Row> messages) {
      this.messages = messages;
      advance();
    }

    @Override
    public boolean hasNext() {
      return ahead != null || cutter != null && cutter.hasNext();
    }

    @Override
    public Row next() {
      if (cutter == null || !cutter.hasNext()) {
        if (ahead == null) {
          throw new NoSuchElementException();
        }
        SessionKey session = key(ahead);
        cutter = new WindowCutter(session, new Session(session), headers, config);
      }
      return cutter.next().toRow();
    }

    private void advance() {
      ahead = messages.hasNext() ? messages.next() : null;
    }

    /** The messages of one session; ends where the next session begins. */
    private final class Session implements Iterator<SessionMessage> {
      private final SessionKey session;

      Session(SessionKey session) {
        this.session = session;
      }

      @Override
      public boolean hasNext() {
        return ahead != null && key(ahead).equals(session);
      }

      @Override
      public SessionMessage next() {
        SessionMessage message = sessionMessage(ahead);
        advance();
        return message;
      }
    }
  }

  private static SessionKey key(Row row) {
    return new SessionKey(
        row.getAs(Message.CONVERSATION_ID),
        row.getAs(Message.SESSION_ID),
        Split.of(row.getAs(TokenWindow.SPLIT)));
  }

  private static SessionMessage sessionMessage(Row row) {
    Instant sentAt = Instant.EPOCH.plus(row.<Long>getAs(SENT_AT_MICROS), ChronoUnit.MICROS);
    return new SessionMessage(
        row.getAs(Message.MESSAGE_ID),
        new Utterance(row.getAs(Message.AUTHOR_ID), sentAt, row.getAs(Message.TEXT)),
        row.<Integer>getAs(Message.WORDS));
  }
}
