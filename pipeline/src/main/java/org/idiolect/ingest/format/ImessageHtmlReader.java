package org.idiolect.ingest.format;

import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Reads the pages of imessage-exporter, one for each conversation. Replies stand below the message
 * that they answer and once more where they belong in time; only there they count. The file is the
 * conversation, times are local.
 */
final class ImessageHtmlReader extends HtmlMessageReader {
  private static final Pattern TIME = Pattern.compile("^(" + ImessageTime.PATTERN + ")");
  private static final Pattern ID = Pattern.compile("message-guid=([^&\"]+)");
  private static final String BUBBLES = "> .message_part > .bubble, > .message_part > .edited";

  private final FormatConfig config;
  private final String conversation;

  static int likeness(Head head, FormatConfig config) {
    String page = head.text();
    return Head.certainIf(
        page.startsWith("<")
            && page.contains("<div class=\"message\"")
            && page.contains("<span class=\"timestamp\">")
            && (page.contains("<div class=\"sent ") || page.contains("<div class=\"received\">")));
  }

  static ImessageHtmlReader open(ExportInput input, FormatConfig config) throws IOException {
    return new ImessageHtmlReader(
        input.openText(), ImessageTextReader.conversation(input.place()), config);
  }

  private ImessageHtmlReader(Reader text, String conversation, FormatConfig config) {
    super(text, config);
    this.conversation = conversation;
    this.config = config;
  }

  @Override
  boolean isMessage(Element element) {
    return (element.hasClass("message") || element.hasClass("announcement"))
        && element.closest(".replies") == null;
  }

  @Override
  Event toEvent(Element message) {
    Element time = message.selectFirst(".timestamp");
    Matcher written = TIME.matcher(time == null ? "" : time.text());
    if (!written.find()) {
      return new Reject(position, RejectReason.MISSING_FIELD, "no time at the start of a message");
    }
    try {
      Instant sentAt = ImessageTime.parse(written.group(1)).atZone(config.zoneId()).toInstant();
      return message.hasClass("announcement")
          ? event(null, null, sentAt, MessageKind.SYSTEM, "")
          : message(message, id(time), sentAt);
    } catch (DateTimeException e) {
      return new Reject(
          position, RejectReason.TIMESTAMP, "a time is not as Dec 31, 2024 11:59:58 PM");
    }
  }

  private Event message(Element message, String id, Instant sentAt) {
    Element sender = message.selectFirst(".sender");
    if (sender == null || sender.text().isBlank()) {
      return new Reject(position, RejectReason.NO_AUTHOR, "no element of class 'sender'");
    }
    Element sent = sender.closest(".sent, .received");
    if (sent == null) {
      return new Reject(
          position, RejectReason.MISSING_FIELD, "neither sent nor received, by its classes");
    }
    List<String> texts = new ArrayList<>();
    for (Element bubble : sent.select(BUBBLES)) {
      if (bubble.selectFirst(".unsent") == null) {
        texts.add(typed(bubble.hasClass("edited") ? lastVersion(bubble) : bubble));
      }
    }
    String text = String.join("\n", texts);
    MessageKind kind = kind(sent, text);
    return event(id, sender.text(), sentAt, kind, kind == MessageKind.DELETION ? "" : text);
  }

  private ParsedMessage event(
      String id, String sender, Instant sentAt, MessageKind kind, String text) {
    String author = ImessageTextReader.ME.equals(sender) ? config.owner() : sender;
    return new ParsedMessage(
        position, conversation, id, author, author, sentAt, kind, text, null, null);
  }

  private static MessageKind kind(Element sent, String text) {
    if (sent.selectFirst("> .deleted") != null) {
      return MessageKind.DELETION;
    }
    if (sent.selectFirst("> .shareplay, > .shared_location") != null) {
      return MessageKind.SYSTEM;
    }
    if (!text.isBlank()) {
      return MessageKind.TEXT;
    }
    if (sent.selectFirst("> .message_part .unsent") != null) {
      return MessageKind.DELETION;
    }
    return sent.selectFirst("> .message_part") == null ? MessageKind.TEXT : MessageKind.MEDIA;
  }

  /** The versions of an edited text are the rows of a table, the last one at the end. */
  private static Element lastVersion(Element edited) {
    Element last = edited.select("tr").last();
    Element cell = last == null ? null : last.select("td").last();
    return cell == null ? edited : cell;
  }

  private static String id(Element time) {
    Element link = time.selectFirst("a[href]");
    Matcher id = ID.matcher(link == null ? "" : link.attr("href"));
    return id.find() ? id.group(1) : null;
  }
}
