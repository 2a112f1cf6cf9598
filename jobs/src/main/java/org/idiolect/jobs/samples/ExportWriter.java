package org.idiolect.jobs.samples;

import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Lays messages out as one exporter does. All local times are UTC. */
final class ExportWriter {

  private final String format;
  private final PrintWriter out;
  private boolean first = true;

  ExportWriter(String format, PrintWriter out) {
    this.format = format;
    this.out = out;
  }

  void open(String title, long id) {
    switch (format) {
      case "discord-json" ->
          out.print(
              "{\n\"guild\":{\"id\":\"0\",\"name\":\"Direct Messages\",\"iconUrl\":\"\"},\n\"channel\":{\"id\":\""
                  + id
                  + "\",\"type\":\"DirectTextChat\",\"categoryId\":null,\"category\":null,\"name\":"
                  + json(title)
                  + ",\"topic\":null},\n\"dateRange\":{\"after\":null,\"before\":null},\n"
                  + "\"exportedAt\":\"2026-11-01T00:00:00+00:00\",\n\"messages\":[\n");
      case "telegram-account" ->
          out.print(
              "{\n\"about\":\"Invented\",\n\"chats\":{\"about\":\"Invented\",\"list\":[\n"
                  + chat(title, id));
      case "telegram-json" -> out.print(chat(title, id));
      case "csv" -> out.print("conversation,sent_at,author,text\n");
      default -> {}
    }
  }

  private static String chat(String title, long id) {
    return "{\n\"name\":"
        + json(title)
        + ",\n\"type\":\"personal_chat\",\n\"id\":"
        + id
        + ",\n\"messages\":[\n";
  }

  void write(SampleMessage m, String title) {
    switch (format) {
      case "discord-paste" ->
          out.print(m.author() + time(m, "MM/dd/yyyy h:mm a") + "\n" + m.text() + "\n");
      case "discord-runtogether" ->
          out.print(
              m.author()
                  + (m.index() < 6 ? "Yesterday" : "Today")
                  + " at "
                  + time(m, "h:mm a")
                  + m.text()
                  + " ");
      case "discord-json" -> out.print(comma() + discord(m));
      case "telegram-json", "telegram-account" -> out.print(comma() + telegram(m));
      case "whatsapp-android" ->
          out.print(
              time(m, "dd/MM/yyyy, HH:mm") + " - " + whatsapp(m, "", "<Media omitted>", "null"));
      case "whatsapp-ios" ->
          out.print(
              (m.kind() == SampleMessage.Kind.MEDIA ? "\u200e" : "")
                  + "["
                  + time(m, "dd/MM/yyyy, h:mm:ss\u202fa")
                  + "] "
                  + (m.kind() == SampleMessage.Kind.SYSTEM ? title + ": " : "")
                  + whatsapp(m, "\u200e", "image omitted", "Missed voice call. Tap to call back"));
      case "csv" ->
          out.print(
              quote(title)
                  + ","
                  + m.sentAt()
                  + ","
                  + quote(m.author())
                  + ","
                  + quote(m.text())
                  + "\n");
      default ->
          out.print(
              "{\"conversation\":"
                  + json(title)
                  + ",\"sent_at\":\""
                  + m.sentAt()
                  + "\",\"author\":"
                  + json(m.author())
                  + ",\"text\":"
                  + json(m.text())
                  + "}\n");
    }
    first = false;
  }

  void close(int messages) {
    switch (format) {
      case "discord-json" -> out.print("\n],\n\"messageCount\":" + messages + "\n}\n");
      case "telegram-json" -> out.print("\n]\n}\n");
      case "telegram-account" -> out.print("\n]\n}\n]}\n}\n");
      default -> {}
    }
  }

  private static String whatsapp(SampleMessage m, String mark, String media, String call) {
    String body =
        switch (m.kind()) {
          case TEXT -> m.text() + (m.edited() ? " \u200e<This message was edited>" : "");
          case MEDIA -> mark + media;
          case CALL -> mark + call;
          case DELETION -> mark + "This message was deleted" + (mark.isEmpty() ? "" : ".");
          case SYSTEM ->
              mark
                  + "Messages and calls are end-to-end encrypted. No one outside of this chat,"
                  + " not even WhatsApp, can read or listen to them.";
        };
    return (m.kind() == SampleMessage.Kind.SYSTEM ? "" : m.author() + ": ") + body + "\n";
  }

  private static String discord(SampleMessage m) {
    String type =
        switch (m.kind()) {
          case SYSTEM -> "ChannelPinnedMessage";
          case CALL -> "Call";
          default -> m.replyTo() < 0 ? "Default" : "Reply";
        };
    String media =
        m.kind() == SampleMessage.Kind.MEDIA
            ? "{\"id\":\"9\",\"url\":\"cat.png\",\"fileName\":\"cat.png\",\"fileSizeBytes\":9}"
            : "";
    String content =
        switch (m.kind()) {
          case SYSTEM -> "Pinned a message.";
          case CALL -> "Started a call that lasted 3 minutes.";
          case TEXT -> m.text();
          default -> "";
        };
    return "{\"id\":\""
        + (1000 + m.index())
        + "\",\"type\":\""
        + type
        + "\",\"timestamp\":\""
        + offset(m)
        + "\",\"timestampEdited\":"
        + (m.edited() ? "\"" + offset(m) + "\"" : "null")
        + ",\"isPinned\":false,\"content\":"
        + json(content)
        + ",\"author\":{\"id\":\""
        + id(m)
        + "\",\"name\":"
        + json(m.author())
        + ",\"discriminator\":\"0000\",\"nickname\":"
        + json(m.author())
        + ",\"isBot\":false},\"attachments\":["
        + media
        + "],\"reactions\":[],\"mentions\":[]"
        + (type.equals("Reply")
            ? ",\"reference\":{\"messageId\":\"" + (1000 + m.replyTo()) + "\"}"
            : "")
        + "}";
  }

  private static String telegram(SampleMessage m) {
    long unix = m.sentAt().getEpochSecond();
    String head =
        "{\"id\":"
            + (1000 + m.index())
            + ",\"type\":\"%s\",\"date\":\""
            + time(m, "yyyy-MM-dd'T'HH:mm:ss")
            + "\",\"date_unixtime\":\""
            + unix
            + "\",";
    if (m.kind() == SampleMessage.Kind.SYSTEM || m.kind() == SampleMessage.Kind.CALL) {
      String action = m.kind() == SampleMessage.Kind.CALL ? "phone_call" : "pin_message";
      return head.replace("%s", "service")
          + "\"actor\":"
          + json(m.author())
          + ",\"actor_id\":\"user"
          + id(m)
          + "\",\"action\":\""
          + action
          + "\",\"text\":\"\",\"text_entities\":[]}";
    }
    boolean media = m.kind() == SampleMessage.Kind.MEDIA;
    String text = json(media ? "" : m.text());
    return head.replace("%s", "message")
        + "\"from\":"
        + json(m.author())
        + ",\"from_id\":\"user"
        + id(m)
        + "\","
        + (m.edited() ? "\"edited_unixtime\":\"" + unix + "\"," : "")
        + (m.replyTo() >= 0 ? "\"reply_to_message_id\":" + (1000 + m.replyTo()) + "," : "")
        + (media ? "\"photo\":\"photos/photo.jpg\"," : "")
        + "\"text\":"
        + text
        + ",\"text_entities\":["
        + (media ? "" : "{\"type\":\"plain\",\"text\":" + text + "}")
        + "]}";
  }

  static int id(SampleMessage m) {
    return 100000 + Math.floorMod(m.author().hashCode(), 900000);
  }

  private static String offset(SampleMessage m) {
    return time(m, "yyyy-MM-dd'T'HH:mm:ss") + "+00:00";
  }

  private static String time(SampleMessage m, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US)
        .format(m.sentAt().atOffset(ZoneOffset.UTC));
  }

  private String comma() {
    return first ? "" : ",\n";
  }

  private static String quote(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  static String json(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
