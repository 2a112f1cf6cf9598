package org.idiolect.ingest.format;

import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Reads Telegram Desktop's {@code messages.html}, {@code messages2.html}, ...
 *
 * <p>Pages hold names and no ids of people and chats. A message that is {@code joined} to the one
 * before it has no name and is by the same person. Forwards and what a bot wrote for somebody count
 * as media, as in the JSON export.
 */
final class TelegramHtmlReader extends HtmlMessageReader {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{2}\\.\\d{2}\\.\\d{4} \\d{2}:\\d{2}:\\d{2})(?: UTC([+-]\\d{2}:?\\d{2})?)?");
  private static final Pattern BOT = Pattern.compile(" via @\\w+$");
  private static final Pattern REPLY = Pattern.compile("go_to_message(\\d+)");
  private static final Pattern INDENT = Pattern.compile("^\\n|\\n *$");

  private final ZoneId zone;
  private String chat;
  private String author;
  private boolean viaBot;
  private Instant latest;

  static int likeness(Head head, FormatConfig config) {
    String page = head.text();
    return Head.certainIf(
        page.startsWith("<")
            && page.contains("class=\"history\"")
            && page.contains("class=\"message "));
  }

  static TelegramHtmlReader open(ExportInput input, FormatConfig config) throws IOException {
    return new TelegramHtmlReader(input.openText(), config);
  }

  private TelegramHtmlReader(Reader text, FormatConfig config) {
    super(text, config);
    this.zone = config.zoneId();
  }

  @Override
  boolean isMessage(Element element) {
    return element.hasClass("message")
        && (element.hasClass("default") || element.hasClass("service"));
  }

  @Override
  void visit(Element element) {
    if (chat == null && element.hasClass("page_header")) {
      Element name = element.selectFirst(".text.bold");
      chat = name == null ? null : name.text();
    }
  }

  @Override
  Event toEvent(Element message) {
    if (message.hasClass("service")) {
      author = null;
      return service(message);
    }
    Element body = child(message, "body");
    Element date = body == null ? null : child(body, "date");
    if (date == null) {
      return new Reject(position, RejectReason.MISSING_FIELD, "no element of class 'date'");
    }
    noteAuthor(message, child(body, "from_name"));
    if (author == null) {
      return new Reject(
          position, RejectReason.NO_AUTHOR, "joined to a message that is not in this file");
    }
    Element forward = body.selectFirst("> .forwarded.body");
    Element text = child(forward == null ? body : forward, "text");
    try {
      latest = instant(date.attr("title"));
      return new ParsedMessage(
          position,
          chat,
          id(message.id()),
          author,
          author,
          latest,
          kind(body, forward != null || viaBot, text != null),
          text == null ? "" : INDENT.matcher(typed(text)).replaceAll(""),
          replyTo(forward == null ? body : forward),
          null);
    } catch (DateTimeException e) {
      return new Reject(
          position, RejectReason.TIMESTAMP, "a date is not as 31.12.2024 23:59:58 UTC+01:00");
    }
  }

  /** Lines of the service carry no time: theirs is that of the message or the day before them. */
  private Event service(Element message) {
    if (message.id().startsWith("message-")) {
      latest = startOfDay(message.text());
      return null; // Only divides days.
    }
    return latest == null
        ? new Reject(position, RejectReason.NOT_A_MESSAGE, "a line of the service, no time")
        : new ParsedMessage(
            position,
            chat,
            id(message.id()),
            null,
            null,
            latest,
            MessageKind.SYSTEM,
            "",
            null,
            null);
  }

  private Instant startOfDay(String line) {
    try {
      return LocalDate.parse(line.strip(), DAY).atStartOfDay(zone).toInstant();
    } catch (DateTimeException noDay) {
      return latest;
    }
  }

  private void noteAuthor(Element message, Element name) {
    if (name != null) {
      Matcher bot = BOT.matcher(name.text());
      viaBot = bot.find();
      author = bot.replaceFirst("");
    } else if (!message.hasClass("joined")) {
      author = null;
    }
  }

  private Instant instant(String title) {
    Matcher match = DATE.matcher(title);
    if (!match.matches()) {
      throw new DateTimeException("another order");
    }
    LocalDateTime local = LocalDateTime.parse(match.group(1), LOCAL);
    if (match.group(2) != null) {
      return local.toInstant(ZoneOffset.of(match.group(2)));
    }
    return title.endsWith("UTC") ? local.toInstant(ZoneOffset.UTC) : local.atZone(zone).toInstant();
  }

  private static MessageKind kind(Element body, boolean foreign, boolean hasText) {
    if (body.selectFirst(".media_call") != null) {
      return MessageKind.CALL;
    }
    boolean media = body.selectFirst(".media_wrap") != null;
    return foreign || media && !hasText ? MessageKind.MEDIA : MessageKind.TEXT;
  }

  private static String replyTo(Element body) {
    Element reply = child(body, "reply_to");
    Element link = reply == null ? null : reply.selectFirst("a[href]");
    Matcher id = REPLY.matcher(link == null ? "" : link.attr("href"));
    return id.find() ? id.group(1) : null;
  }

  private static String id(String element) {
    String id = element.startsWith("message") ? element.substring("message".length()) : "";
    return id.isEmpty() ? null : id;
  }

  /** The first direct child of a class; deeper ones belong to a forward or to media. */
  private static Element child(Element parent, String name) {
    for (Element child : parent.children()) {
      if (child.hasClass(name)) {
        return child;
      }
    }
    return null;
  }
}
