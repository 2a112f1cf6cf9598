package org.idiolect.ingest.format;

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
  /** An id that was written as a rounded number, so that several ids became one. */
  ID_LOSSY,
  /** A time outside the accepted range. */
  TS_RANGE,
  /** A message over {@code ingest.format.max-text-chars}. */
  TEXT_TOO_LONG,
  /** A line over {@code ingest.format.max-line-chars}. */
  LINE_TOO_LONG,
  /** An author cannot be told from the text before the name. */
  NO_AUTHOR,
  /** An archive of a kind that is not unpacked here. */
  ARCHIVE,
  /** A zip without its directory, or with entries beyond its end. */
  ZIP_TRUNCATED,
  /** An archive that inflates far more than text does. */
  ZIP_RATIO,
  /** An archive that inflates beyond {@code ingest.archive.max-*-mebibytes}. */
  ZIP_SIZE,
  /** More entries than {@code ingest.archive.max-entries}. */
  ZIP_ENTRIES,
  /** An archive in an archive, deeper than {@code ingest.archive.max-nesting}. */
  ZIP_NESTED,
  /** A zip whose entries share bytes. */
  ZIP_OVERLAP,
  /** An encrypted entry. */
  ZIP_ENCRYPTED,
  /** An entry packed with a method that cannot be read here. */
  ZIP_METHOD,
  /** An entry whose name points out of its archive. */
  PATH,
  /** A text in an encoding that cannot be told. */
  ENCODING,
  /** An XML file with a document type, which could name other files or expand without end. */
  XML_UNSAFE,
  /** A pipe, a socket or a device. */
  NOT_REGULAR,
  /** The file changed while it was read. */
  CHANGED,
  /** A file that this user may not read. */
  PERMISSION,
  /** The file cannot be opened or read to its end. */
  UNREADABLE
}
