package org.idiolect.window;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.window.WindowCutter.SessionKey;

/** Cuts the sessions of a partition, which lie in it one after the other, in order. */
final class CutWindows implements MapPartitionsFunction<Row, Row> {
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
        SessionMessage message = MessageColumns.sessionMessage(ahead);
        advance();
        return message;
      }
    }
  }

  private static SessionKey key(Row row) {
    return new SessionKey(
        row.getAs(MessageColumns.CONVERSATION_ID),
        row.getAs(MessageColumns.SESSION_ID),
        Split.of(row.getAs(TokenWindow.SPLIT)));
  }
}
