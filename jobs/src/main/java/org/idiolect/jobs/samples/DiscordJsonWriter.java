package org.idiolect.jobs.samples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import org.idiolect.jobs.samples.SampleMessage.Kind;

/** DiscordChatExporter's JSON of one channel. */
final class DiscordJsonWriter implements ExportWriter {
  private static final long FIRST_ID = 1000;

  private final PrintWriter out;
  private final Chat chat;
  private final Json json;

  DiscordJsonWriter(PrintWriter out, Chat chat) {
    this.out = out;
    this.chat = chat;
    this.json = new Json(out);
  }

  @Override
  public void open() {
    ObjectNode head = Json.object();
    head.putObject("guild").put("id", "0").put("name", "Direct Messages").put("iconUrl", "");
    head.putObject("channel")
        .put("id", Long.toString(chat.id()))
        .put("type", "DirectTextChat")
        .putNull("categoryId")
        .putNull("category")
        .put("name", chat.name())
        .putNull("topic");
    head.putObject("dateRange").putNull("after").putNull("before");
    json.open(head.put("exportedAt", "2026-11-01T00:00:00+00:00"), "messages");
  }

  @Override
  public void write(SampleMessage message) {
    ObjectNode element =
        Json.object()
            .put("id", id(message.index()))
            .put("type", type(message))
            .put("timestamp", time(message))
            .put("timestampEdited", message.edited() ? time(message) : null)
            .put("isPinned", false)
            .put("content", content(message));
    author(element.putObject("author"), message.author().account("discord"));
    attachments(element, message.kind());
    element.putArray("reactions");
    element.putArray("mentions");
    if (type(message).equals("Reply")) {
      element.putObject("reference").put("messageId", id(message.replyTo()));
    }
    json.element(element);
  }

  @Override
  public void close(int messages) {
    out.print("\n],\n\"messageCount\":" + messages + "\n}\n");
  }

  private static void author(ObjectNode author, Persona.Account account) {
    author
        .put("id", account.id())
        .put("name", account.handle())
        .put("discriminator", "0000")
        .put("nickname", account.name())
        .put("isBot", false);
  }

  private static void attachments(ObjectNode element, Kind kind) {
    var attachments = element.putArray("attachments");
    if (kind == Kind.MEDIA) {
      attachments
          .addObject()
          .put("id", "9")
          .put("url", "cat.png")
          .put("fileName", "cat.png")
          .put("fileSizeBytes", 9);
    }
  }

  private static String type(SampleMessage message) {
    return switch (message.kind()) {
      case SYSTEM -> "ChannelPinnedMessage";
      case CALL -> "Call";
      case TEXT, MEDIA, DELETION -> message.replyTo() < 0 ? "Default" : "Reply";
    };
  }

  private static String content(SampleMessage message) {
    return switch (message.kind()) {
      case SYSTEM -> "Pinned a message.";
      case CALL -> "Started a call that lasted 3 minutes.";
      case TEXT -> message.text();
      case MEDIA, DELETION -> "";
    };
  }

  private static String id(int index) {
    return Long.toString(FIRST_ID + index);
  }

  private static String time(SampleMessage message) {
    return message.time("yyyy-MM-dd'T'HH:mm:ss") + "+00:00";
  }
}
