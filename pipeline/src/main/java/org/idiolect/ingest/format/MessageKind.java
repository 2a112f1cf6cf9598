package org.idiolect.ingest.format;

import java.util.Locale;

/** What a record of an export is. Only {@link #TEXT} was typed by its author. */
public enum MessageKind {
  /** Typed by the author; replies, edits and captions are texts too. */
  TEXT,
  /** A picture, a file, a sticker, or a forward: something that the author did not type. */
  MEDIA,
  CALL,
  REACTION,
  /** A message that its author deleted; the export only says that it was there. */
  DELETION,
  /** Written by the service or by a bot. Counted as filtered, never a row of messages. */
  SYSTEM;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The value of the column {@code kind}. */
  public String label() {
    return label;
  }
}
