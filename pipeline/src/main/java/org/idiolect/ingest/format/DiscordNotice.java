package org.idiolect.ingest.format;

import java.util.regex.Pattern;

/** Sentences that DiscordChatExporter writes where Discord shows a notice without a text. */
final class DiscordNotice {
  /** The call of a notice is told apart from the others. */
  private static final Pattern CALL =
      Pattern.compile("Started a call that lasted [\\d,.]+ minutes\\.");

  private static final Pattern OTHER =
      Pattern.compile(
          "Joined the server\\.|Pinned a message\\.|Started a thread\\.|Left the group\\."
              + "|Changed the channel icon\\.|Changed the channel name(?:: .+)?\\.?"
              + "|(?:Added|Removed) .+ (?:to|from) the group\\.");

  private DiscordNotice() {}

  /**
   * The kind of a message of which nothing but its content is known.
   *
   * @param attached whether files or the like came with it
   */
  static MessageKind kind(String content, boolean attached) {
    if (CALL.matcher(content).matches()) {
      return MessageKind.CALL;
    }
    if (OTHER.matcher(content).matches()) {
      return MessageKind.SYSTEM;
    }
    return attached && content.isBlank() ? MessageKind.MEDIA : MessageKind.TEXT;
  }
}
