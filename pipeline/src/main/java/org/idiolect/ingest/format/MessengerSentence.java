package org.idiolect.ingest.format;

import java.util.regex.Pattern;

/**
 * Sentences that Messenger and Instagram write in the sender's name. Only whole messages count, so
 * that {@code I left it} stays a text; where the sentence begins with the sender, it must be
 * theirs.
 */
final class MessengerSentence {
  private static final Pattern REACTION =
      Pattern.compile("(?:Reacted \\S{1,16} to your message|Liked a message) ?");
  private static final Pattern SENDERS_REACTION =
      Pattern.compile(" (?:reacted \\S{1,16} to your message|liked a message) ?");
  private static final Pattern SENDERS_MEDIA =
      Pattern.compile(" sent (?:an attachment|a photo|a video|a sticker|a GIF|a voice message)\\.");
  private static final Pattern SENDERS_CALL =
      Pattern.compile(
          " (?:called you|missed your (?:video )?(?:call|chat)|started a (?:video )?call)" + "\\.");
  private static final Pattern SENDERS_NOTICE =
      Pattern.compile(
          " (?:named the group .+|set the nickname for .+|changed the chat theme(?: to .+)?"
              + "|is waving at you|left the group|added .+ to the group"
              + "|removed .+ from the group)[.!]?");
  private static final Pattern MISSED = Pattern.compile("You missed a (?:video )?call from .+\\.");
  private static final Pattern UNSENT =
      Pattern.compile("(?:You unsent a message|This message was unsent)\\.?");

  private MessengerSentence() {}

  /** What a message with this content is; a text unless it is one of the sentences. */
  static MessageKind kind(String sender, String content) {
    if (UNSENT.matcher(content).matches()) {
      return MessageKind.DELETION;
    }
    if (MISSED.matcher(content).matches()) {
      return MessageKind.CALL;
    }
    if (REACTION.matcher(content).matches()) {
      return MessageKind.REACTION;
    }
    if (sender == null || sender.isEmpty() || !content.startsWith(sender)) {
      return MessageKind.TEXT;
    }
    String rest = content.substring(sender.length());
    if (SENDERS_REACTION.matcher(rest).matches()) {
      return MessageKind.REACTION;
    }
    if (SENDERS_MEDIA.matcher(rest).matches()) {
      return MessageKind.MEDIA;
    }
    if (SENDERS_CALL.matcher(rest).matches()) {
      return MessageKind.CALL;
    }
    return SENDERS_NOTICE.matcher(rest).matches() ? MessageKind.SYSTEM : MessageKind.TEXT;
  }
}
