package org.idiolect.ingest;

/** Why a part of an export could not become a message. */
public enum RejectReason {
  /** Text before the first header of a file, or an element that is no message. */
  NOT_A_MESSAGE,
  /** A line or element that breaks the grammar of its format. */
  SYNTAX,
  /** The file ends in the middle of this element. */
  TRUNCATED,
  /** A required field is missing. */
  MISSING_FIELD,
  /** A time that cannot be read. */
  TIMESTAMP,
  /** A time outside the accepted range. */
  TS_RANGE,
  /** A message over {@code ingest.max-text-chars}. */
  TEXT_TOO_LONG,
  /** A line over {@code ingest.max-line-chars}. */
  LINE_TOO_LONG,
  /** An author cannot be told from the text before the name. */
  NO_AUTHOR,
  /** An archive that expands beyond its limits or nests another one. */
  ARCHIVE,
  /** The file cannot be opened or read to its end. */
  UNREADABLE
}
