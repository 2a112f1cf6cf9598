package org.idiolect.ingest;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.EnumMap;
import java.util.Map;
import org.idiolect.ingest.format.ExportInput;
import org.idiolect.ingest.format.Format;

/**
 * Finds the message behind a broken one, and makes the rest of the document readable from there.
 */
final class JsonResume implements Closeable {
  private static final String MESSAGES = "messages";

  /** No field: the root of the document is the array. */
  private static final String ROOT = "";

  /** Formats that are one document, each with the field that holds its messages. */
  static final Map<Format, String> FIELDS =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Format.DISCORD_JSON, MESSAGES),
              Map.entry(Format.TELEGRAM_JSON, MESSAGES),
              Map.entry(Format.MESSENGER_JSON, MESSAGES),
              Map.entry(Format.SLACK_JSON, ROOT),
              Map.entry(Format.SLACK_USERS, ROOT),
              Map.entry(Format.CHATGPT_JSON, "conversations"),
              Map.entry(Format.MATRIX_JSON, MESSAGES),
              Map.entry(Format.SIGNAL_JSON, ROOT),
              Map.entry(Format.ZULIP_JSON, "zerver_message"),
              Map.entry(Format.GOOGLE_CHAT, MESSAGES),
              Map.entry(Format.SKYPE_JSON, "MessageList"),
              Map.entry(Format.TEAMS_JSON, ROOT)));

  /**
   * Each time reads the file from its start when it is packed; more damage than this is no chat.
   */
  private static final int MAX_TIMES = 1_000;

  private final String field;
  private final ExportInput.Opener document;
  private JsonStructure structure;
  private int times;

  /**
   * @param document opens the whole document, unpacked
   */
  JsonResume(Format format, ExportInput.Opener document) {
    this.field = FIELDS.get(format);
    this.document = document;
  }

  /**
   * The document from the first element after that one; null when there is none.
   *
   * @param position number of the broken element
   */
  ExportInput.Opener after(long position) throws IOException {
    if (structure == null) {
      structure = new JsonStructure(document.open(), field);
    }
    boolean found = times++ < MAX_TIMES;
    while (found && structure.position() <= position) {
      found = structure.next();
    }
    if (!found || !structure.isReadable()) {
      return null;
    }
    byte[] opening = structure.opening();
    long offset = structure.offset();
    return () -> rest(opening, offset);
  }

  /** Elements before those that {@link #after} found. */
  long skipped() {
    return structure.position() - 1;
  }

  @Override
  public void close() throws IOException {
    if (structure != null) {
      structure.close();
    }
  }

  private InputStream rest(byte[] opening, long offset) throws IOException {
    InputStream bytes = document.open();
    bytes.skipNBytes(offset);
    return new SequenceInputStream(new ByteArrayInputStream(opening), bytes);
  }
}
