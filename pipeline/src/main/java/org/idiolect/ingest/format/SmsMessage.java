package org.idiolect.ingest.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an element of a backup of short messages is. Numbers identify people; what was sent is the
 * owner's; drafts, and what short codes and named services send, are {@code SYSTEM}.
 */
final class SmsMessage {
  private static final long FIRST_MILLIS = 100_000_000_000L; // Smaller numbers count seconds.
  private static final String FROM = "137"; // the header From, OMA-MMS-ENC 7.3
  private static final String NOT_FETCHED = "130"; // m-notification-ind, OMA-MMS-ENC 7.3

  /** What a phone writes for somebody who tapped a reaction to a message. */
  private static final Pattern REACTION =
      Pattern.compile(
          "(?:Liked|Loved|Disliked|Laughed at|Emphasized|Questioned) \u201c.*\u201d",
          Pattern.DOTALL);

  private final String owner;
  private final int mostChars;

  SmsMessage(FormatConfig config) {
    this.owner = config.owner();
    this.mostChars = config.maxTextChars();
  }

  Event toEvent(long position, SmsElement element) {
    return switch (element.name()) {
      case "sms" -> message(position, element, "type", "address");
      case "mms" -> message(position, element, "msg_box", "address");
      case "call" -> message(position, element, "type", "number");
      default ->
          new Reject(position, RejectReason.NOT_A_MESSAGE, "an element other than sms, mms, call");
    };
  }

  private Event message(long position, SmsElement element, String typeField, String addressField) {
    String date = element.field("date");
    String box = element.field(typeField);
    if (date == null || box == null) {
      String missing = date == null ? "date" : typeField;
      return new Reject(position, RejectReason.MISSING_FIELD, "no attribute '" + missing + "'");
    }
    Instant sentAt;
    try {
      long count = Long.parseLong(date.strip());
      sentAt = count < FIRST_MILLIS ? Instant.ofEpochSecond(count) : Instant.ofEpochMilli(count);
    } catch (NumberFormatException | DateTimeException e) {
      return new Reject(position, RejectReason.TIMESTAMP, "a time is not epoch milliseconds");
    }
    String address = element.field(addressField) == null ? "" : element.field(addressField);
    String author = isOwners(element, box) ? owner : sender(element, address);
    String text = text(element);
    MessageKind kind = kind(element, box, author, text);
    if (author == null && kind != MessageKind.CALL && kind != MessageKind.SYSTEM) {
      return new Reject(position, RejectReason.MISSING_FIELD, "no attribute 'address'");
    }
    String conversation = SmsAddress.conversation(address);
    return new ParsedMessage(
        position,
        conversation.isEmpty() ? null : conversation,
        element.field("m_id"),
        author,
        name(element, author, conversation),
        sentAt,
        kind,
        kind == MessageKind.TEXT ? text : "",
        null,
        null);
  }

  /** Boxes 2 to 6 are sent, draft, outbox, failed and queued; of calls only 2 went out. */
  private static boolean isOwners(SmsElement element, String box) {
    return element.name().equals("call") ? box.equals("2") : box.matches("[2-6]");
  }

  private static String sender(SmsElement element, String address) {
    for (Map<String, String> header : element.inner("addr")) {
      String from = header.get("address");
      if (FROM.equals(header.get("type")) && from != null && !SmsAddress.UNKNOWN_OWN.equals(from)) {
        return SmsAddress.normal(from);
      }
    }
    String sender = SmsAddress.normal(address);
    return sender.isEmpty() || sender.contains("~") ? null : sender;
  }

  private String text(SmsElement element) {
    if (!element.name().equals("mms")) {
      return element.field("body") == null ? "" : element.field("body");
    }
    StringBuilder text = new StringBuilder();
    for (Map<String, String> part : element.inner("part")) {
      String words = part.get("text");
      if ("text/plain".equals(part.get("ct")) && words != null && text.length() <= mostChars) {
        text.append(text.length() == 0 ? "" : "\n").append(words);
      }
    }
    return text.toString();
  }

  private MessageKind kind(SmsElement element, String box, String author, String text) {
    if (element.name().equals("call")) {
      return MessageKind.CALL;
    }
    boolean isMessage = box.matches("[12456]") && !NOT_FETCHED.equals(element.field("m_type"));
    boolean byService = author != null && !author.equals(owner) && SmsAddress.isService(author);
    if (!isMessage || byService) {
      return MessageKind.SYSTEM;
    }
    if (REACTION.matcher(text).matches()) {
      return MessageKind.REACTION;
    }
    return text.isEmpty() && hasMedia(element) ? MessageKind.MEDIA : MessageKind.TEXT;
  }

  private static boolean hasMedia(SmsElement element) {
    return element.inner("part").stream()
        .map(part -> part.getOrDefault("ct", ""))
        .anyMatch(
            type ->
                !type.isEmpty() && !type.equals("application/smil") && !type.equals("text/plain"));
  }

  /** The name in the address book belongs to the other one in a talk of two. */
  private static String name(SmsElement element, String author, String conversation) {
    String name = element.field("contact_name");
    boolean known = name != null && !name.isBlank() && !name.equals("(Unknown)");
    return known && conversation.equals(author) ? name : author;
  }
}
