package org.idiolect.ingest.format;

import java.io.IOException;
import java.time.Instant;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * Reads DiscordChatExporter's web pages, also in parts.
 *
 * <p>A message of a group has no author of its own: it is that of the one before it. Times are not
 * read but counted: an id of Discord holds the millisecond of its message (Discord's developer
 * documentation, "Snowflakes").
 */
final class DiscordHtmlReader extends HtmlMessageReader {
  private static final String ID = "data-message-id";
  private static final String USER = "data-user-id";

  /** The first millisecond of 2015 since 1970. */
  private static final long FIRST_MILLISECOND = 1_420_070_400_000L;

  private static final int BITS_BELOW_TIME = 22;

  private final String channel;
  private String author;
  private String authorName;
  private boolean bot;

  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(head.text().startsWith("<") && head.text().contains("chatlog__"));
  }

  static DiscordHtmlReader open(ExportInput input, FormatConfig config) throws IOException {
    return new DiscordHtmlReader(input, config);
  }

  private DiscordHtmlReader(ExportInput input, FormatConfig config) throws IOException {
    super(input.openText(), config);
    this.channel = DiscordPlace.exported(input.place());
  }

  @Override
  boolean isMessage(Element element) {
    return element.hasAttr(ID);
  }

  @Override
  Event toEvent(Element message) {
    String id = message.attr(ID);
    if (!id.matches("\\d{1,18}|[1-8]\\d{18}")) {
      return new Reject(position, RejectReason.TIMESTAMP, "an id holds no time of Discord's");
    }
    Instant sentAt =
        Instant.ofEpochMilli((Long.parseLong(id) >> BITS_BELOW_TIME) + FIRST_MILLISECOND);
    Element notice = message.selectFirst(".chatlog__system-notification-author");
    if (notice != null) {
      return event(message, id, sentAt, MessageKind.SYSTEM, "");
    }
    Element named = message.selectFirst(".chatlog__author");
    if (named != null) {
      author = named.hasAttr(USER) ? named.attr(USER) : named.attr("title");
      authorName = named.text();
      bot = message.selectFirst(".chatlog__author-tag") != null;
    }
    if (author == null || author.isBlank()) {
      return new Reject(position, RejectReason.NO_AUTHOR, "no author in this message or before it");
    }
    Element content = message.selectFirst(".chatlog__content .chatlog__markdown-preserve");
    String text = content == null ? "" : words(content);
    return event(message, id, sentAt, kind(message, text), text);
  }

  /** The words of a text; emoji are pictures that say which one they are. */
  private static String words(Element content) {
    Element copy = content.clone();
    for (Element emoji : copy.select("img[alt]")) {
      emoji.replaceWith(new TextNode(emoji.attr("alt")));
    }
    return typed(copy);
  }

  private MessageKind kind(Element message, String text) {
    if (bot) {
      return MessageKind.SYSTEM;
    }
    if (message.selectFirst(".chatlog__forwarded") != null) {
      return MessageKind.MEDIA;
    }
    boolean attached =
        message.selectFirst(".chatlog__attachment, .chatlog__embed, .chatlog__sticker") != null;
    return attached && text.isBlank() ? MessageKind.MEDIA : MessageKind.TEXT;
  }

  private ParsedMessage event(
      Element message, String id, Instant sentAt, MessageKind kind, String text) {
    boolean isNotice = message.selectFirst(".chatlog__system-notification-author") != null;
    return new ParsedMessage(
        position,
        channel,
        id,
        isNotice ? null : author,
        isNotice ? null : authorName,
        sentAt,
        kind,
        kind == MessageKind.TEXT ? text : "",
        replyTo(message),
        null);
  }

  /** The message that the link of a reply leads to; null for none. */
  private static String replyTo(Element message) {
    Element link = message.selectFirst(".chatlog__reply-link");
    String digits = link == null ? "" : link.attr("onclick").replaceAll("\\D", "");
    return digits.isEmpty() ? null : digits;
  }
}
