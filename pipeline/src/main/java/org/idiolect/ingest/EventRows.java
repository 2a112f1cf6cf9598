package org.idiolect.ingest;

import static org.idiolect.privacy.IdKind.AUTHOR;
import static org.idiolect.privacy.IdKind.CONVERSATION;
import static org.idiolect.privacy.IdKind.MESSAGE;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.idiolect.ingest.format.Event;
import org.idiolect.ingest.format.Format;
import org.idiolect.ingest.format.MessageKind;
import org.idiolect.ingest.format.ParsedMessage;
import org.idiolect.ingest.format.Profile;
import org.idiolect.ingest.format.Reject;
import org.idiolect.privacy.People;
import org.idiolect.privacy.Pseudonyms;

/** Writes the events of one export as rows, with pseudonyms for every id. */
final class EventRows {
  private static final int CACHED_AUTHORS = 4_096;

  private final Pseudonyms pseudonyms;
  private final People people;
  private final String sourceId;
  private final Format format;

  /** The id of an export without native conversations: its first message names it. */
  private String firstMessage;

  private String lastConversation;
  private String lastConversationId;
  private final Map<String, String> authorIds =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > CACHED_AUTHORS;
        }
      };

  /**
   * @param firstMessage what names the conversation of a file of which this is a later piece; null
   *     when the first message of these events does
   */
  EventRows(
      Pseudonyms pseudonyms, People people, String sourceId, Format format, String firstMessage) {
    this.firstMessage = firstMessage;
    this.pseudonyms = pseudonyms;
    this.people = people;
    this.sourceId = sourceId;
    this.format = format;
  }

  Row of(Event event) {
    if (event instanceof ParsedMessage message) {
      return message(message);
    }
    return event instanceof Profile profile ? profile(profile) : reject((Reject) event);
  }

  private Row message(ParsedMessage message) {
    boolean system = message.kind() == MessageKind.SYSTEM;
    if (system) {
      return RowFactory.create(values(ExportEvent.FILTERED, message.position()));
    }
    String conversation = conversation(message);
    String conversationId = conversationId(conversation);
    String author = authorKey(message);
    String authorId = authorId(message.authorName(), conversation, author);
    String identity =
        message.nativeId() != null
            ? nativeMessageId(conversation, message.nativeId())
            : pseudonyms.id(
                MESSAGE,
                conversationId,
                authorId,
                message.sentAt().toString(),
                message.kind().label(),
                message.text());
    return RowFactory.create(
        ExportEvent.MESSAGE,
        sourceId,
        message.position(),
        format.platform(),
        conversationId,
        authorId,
        authorId.equals(Pseudonyms.UNKNOWN_AUTHOR) ? null : displayName(name(message)),
        identity,
        message.nativeId() != null,
        Timestamp.from(message.sentAt()),
        message.kind().label(),
        message.text(),
        message.replyTo() == null ? null : nativeMessageId(conversation, message.replyTo()),
        timestamp(message.editedAt()),
        Words.count(message.text()),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        message.conversation() != null,
        null);
  }

  private Row reject(Reject reject) {
    String place = reject.position() == 0 ? "file" : format.placeUnit() + " " + reject.position();
    return RowFactory.create(
        ExportEvent.REJECT,
        sourceId,
        reject.position(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        reject.reason().name(),
        reject.detail(),
        place,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private Row profile(Profile profile) {
    Object[] values = values(ExportEvent.FILTERED, profile.position());
    String key = normalised(profile.author());
    if (key != null) {
      values[ExportEvent.SCHEMA.fieldIndex(ExportEvent.PLATFORM)] = format.platform();
      values[ExportEvent.SCHEMA.fieldIndex(ExportEvent.AUTHOR_ID)] =
          authorId(profile.name(), null, key);
      values[ExportEvent.SCHEMA.fieldIndex(ExportEvent.AUTHOR_NAME)] = displayName(profile.name());
      values[ExportEvent.SCHEMA.fieldIndex(ExportEvent.ACCOUNT)] = displayName(profile.author());
    }
    return RowFactory.create(values);
  }

  private Object[] values(String type, long position) {
    Object[] values = new Object[ExportEvent.SCHEMA.size()];
    values[0] = type;
    values[1] = sourceId;
    values[2] = position;
    return values;
  }

  private String conversation(ParsedMessage message) {
    if (message.conversation() != null) {
      return message.conversation();
    }
    if (firstMessage == null) {
      firstMessage = naming(message);
    }
    return firstMessage;
  }

  /**
   * What names a conversation that has no name of its own after its first message; null for an
   * event that names none.
   */
  static String naming(Event event) {
    return event instanceof ParsedMessage message
            && message.kind() != MessageKind.SYSTEM
            && message.conversation() == null
        ? "first " + message.sentAt() + " " + authorKey(message) + " " + message.text()
        : null;
  }

  private String conversationId(String conversation) {
    if (!conversation.equals(lastConversation)) {
      lastConversation = conversation;
      lastConversationId = pseudonyms.id(CONVERSATION, format.platform(), conversation);
    }
    return lastConversationId;
  }

  private String nativeMessageId(String conversation, String nativeId) {
    return pseudonyms.id(MESSAGE, format.platform(), conversation, nativeId);
  }

  /** The native id, or the name in the form in which names are compared; null when unknown. */
  private static String authorKey(ParsedMessage message) {
    return message.author() == null ? null : normalised(message.author());
  }

  private static String normalised(String author) {
    String key = People.normalise(author);
    return key.isEmpty() ? null : key;
  }

  private String authorId(String name, String conversation, String key) {
    if (key == null) {
      return Pseudonyms.UNKNOWN_AUTHOR;
    }
    String person = people.person(format.platform(), conversation, key);
    if (person == null) {
      person = people.person(format.platform(), conversation, name);
    }
    String cacheKey = person == null ? key : "person " + person;
    String fixedPerson = person;
    return authorIds.computeIfAbsent(
        cacheKey,
        ignored ->
            fixedPerson == null
                ? pseudonyms.id(AUTHOR, format.platform(), key)
                : pseudonyms.id(AUTHOR, "person", fixedPerson));
  }

  private static String name(ParsedMessage message) {
    return message.authorName() == null ? message.author() : message.authorName();
  }

  private static String displayName(String name) {
    return TextRepair.repair(People.normalise(name));
  }

  private static Timestamp timestamp(Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
