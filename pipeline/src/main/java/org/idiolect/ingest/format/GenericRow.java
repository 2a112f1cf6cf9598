package org.idiolect.ingest.format;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * One row of a generic file. The four mapped columns are required; {@code id, author_name, kind,
 * reply_to, edited_at} are used when they are there.
 */
final class GenericRow {
  private final FormatConfig config;
  private GenericTime.Unit unit;

  /** The rows of one file, whose counts since 1970 have one unit. */
  GenericRow(FormatConfig config) {
    this.config = config;
  }

  /**
   * @param fields value of a column by its name; null when the row has none
   */
  Event toEvent(long position, UnaryOperator<String> fields) {
    String sentAt = fields.apply(config.sentAtColumn());
    String text = fields.apply(config.textColumn());
    if (sentAt == null || text == null) {
      String missing = sentAt == null ? config.sentAtColumn() : config.textColumn();
      return new Reject(position, RejectReason.MISSING_FIELD, "no column '" + missing + "'");
    }
    if (!isOfUnit(sentAt)) {
      return new Reject(
          position,
          RejectReason.TIMESTAMP,
          "a count since 1970 is in another unit than those before: seconds, ms or us, one of them");
    }
    ZoneId zone = config.zoneId();
    String author = fields.apply(config.authorColumn());
    String name = fields.apply("author_name");
    String edited = blankToNull(fields.apply("edited_at"));
    try {
      return new ParsedMessage(
          position,
          blankToNull(fields.apply(config.conversationColumn())),
          blankToNull(fields.apply("id")),
          author,
          name == null ? author : name,
          GenericTime.parse(sentAt, zone),
          kind(fields.apply("kind")),
          text,
          blankToNull(fields.apply("reply_to")),
          edited == null ? null : GenericTime.parse(edited, zone));
    } catch (DateTimeException | ArithmeticException e) {
      return new Reject(
          position, RejectReason.TIMESTAMP, "a time is neither ISO 8601 nor a count since 1970");
    }
  }

  private boolean isOfUnit(String sentAt) {
    GenericTime.Unit found = GenericTime.unit(sentAt);
    if (found == null) {
      return true;
    }
    if (found == GenericTime.Unit.OTHER) {
      return false;
    }
    unit = unit == null ? found : unit;
    return unit == found;
  }

  private static MessageKind kind(String label) {
    if (label == null || label.isBlank()) {
      return MessageKind.TEXT;
    }
    for (MessageKind kind : MessageKind.values()) {
      if (kind.label().equals(label.toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    return MessageKind.SYSTEM;
  }

  private static String blankToNull(String value) {
    return value == null || value.isBlank() ? null : value;
  }
}
