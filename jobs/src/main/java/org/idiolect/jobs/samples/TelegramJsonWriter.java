package org.idiolect.jobs.samples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import org.idiolect.jobs.samples.SampleMessage.Kind;

/** Telegram Desktop's {@code result.json} of one chat, alone or within a whole account. */
final class TelegramJsonWriter implements ExportWriter {
  private static final int FIRST_ID = 1000;

  private final PrintWriter out;
  private final Chat chat;
  private final boolean account;
  private final Json json;

  private TelegramJsonWriter(PrintWriter out, Chat chat, boolean account) {
    this.out = out;
    this.chat = chat;
    this.account = account;
    this.json = new Json(out);
  }

  static TelegramJsonWriter ofChat(PrintWriter out, Chat chat) {
    return new TelegramJsonWriter(out, chat, false);
  }

  static TelegramJsonWriter ofAccount(PrintWriter out, Chat chat) {
    return new TelegramJsonWriter(out, chat, true);
  }

  @Override
  public void open() {
    if (account) {
      out.print("{\n\"about\":\"Invented\",\n\"chats\":{\"about\":\"Invented\",\"list\":[\n");
    }
    json.open(
        Json.object().put("name", chat.title()).put("type", "personal_chat").put("id", chat.id()),
        "messages");
  }

  @Override
  public void write(SampleMessage message) {
    boolean service = message.kind() == Kind.SYSTEM || message.kind() == Kind.CALL;
    ObjectNode element =
        Json.object()
            .put("id", FIRST_ID + message.index())
            .put("type", service ? "service" : "message")
            .put("date", message.time("yyyy-MM-dd'T'HH:mm:ss"))
            .put("date_unixtime", unixTime(message));
    Persona.Account author = message.author().account("telegram");
    if (service) {
      element.put("actor", author.name()).put("actor_id", author.id());
      element.put("action", message.kind() == Kind.CALL ? "phone_call" : "pin_message");
      text(element, "");
    } else {
      element.put("from", author.name()).put("from_id", author.id());
      typed(element, message);
    }
    json.element(element);
  }

  @Override
  public void close(int messages) {
    out.print(account ? "\n]\n}\n]}\n}\n" : "\n]\n}\n");
  }

  private static void typed(ObjectNode element, SampleMessage message) {
    if (message.edited()) {
      element.put("edited_unixtime", unixTime(message));
    }
    if (message.replyTo() >= 0) {
      element.put("reply_to_message_id", FIRST_ID + message.replyTo());
    }
    if (message.kind() == Kind.MEDIA) {
      element.put("photo", "photos/photo.jpg");
    }
    text(element, message.kind() == Kind.MEDIA ? "" : message.text());
  }

  private static void text(ObjectNode element, String text) {
    element.put("text", text);
    var entities = element.putArray("text_entities");
    if (!text.isEmpty()) {
      entities.addObject().put("type", "plain").put("text", text);
    }
  }

  private static String unixTime(SampleMessage message) {
    return Long.toString(message.sentAt().getEpochSecond());
  }
}
