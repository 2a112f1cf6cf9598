package org.idiolect.ingest.format;

import java.time.Instant;
import java.util.Objects;

/**
 * One record of an export as its format gives it, before names become pseudonyms.
 *
 * @param position line or element number in the file, from 1
 * @param conversation native id of the conversation; null when the format has none
 * @param nativeId the platform's id of this message; null when the format has none
 * @param author native id or name of the author; null when unknown
 * @param authorName the name as a reader sees it; null when unknown
 * @param sentAt when it was sent
 * @param text exactly what was typed; empty for most kinds but text
 * @param replyTo native id of the message that this one answers; null for none
 * @param editedAt when it was last edited; null for never
 */
public record ParsedMessage(
    long position,
    String conversation,
    String nativeId,
    String author,
    String authorName,
    Instant sentAt,
    MessageKind kind,
    String text,
    String replyTo,
    Instant editedAt)
    implements Event {
  public ParsedMessage {
    Objects.requireNonNull(sentAt, "sentAt");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  /** A message of a format that has neither ids nor conversations, replies or edits. */
  static ParsedMessage plain(
      long position, String author, Instant sentAt, MessageKind kind, String text) {
    return new ParsedMessage(position, null, null, author, author, sentAt, kind, text, null, null);
  }

  public ParsedMessage with(MessageKind newKind, String newText, Instant newEditedAt) {
    return new ParsedMessage(
        position,
        conversation,
        nativeId,
        author,
        authorName,
        sentAt,
        newKind,
        newText,
        replyTo,
        newEditedAt);
  }

  @Override
  public ParsedMessage after(long earlier) {
    return earlier == 0
        ? this
        : new ParsedMessage(
            position + earlier,
            conversation,
            nativeId,
            author,
            authorName,
            sentAt,
            kind,
            text,
            replyTo,
            editedAt);
  }
}
