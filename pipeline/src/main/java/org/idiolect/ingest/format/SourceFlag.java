package org.idiolect.ingest.format;

/** What a user should know about how one file was read; listed in {@code sources.status}. */
public enum SourceFlag {
  /** The file ends early or breaks in the middle; what came before was kept. */
  PARTIAL,
  /** Day and month cannot be told apart in this file; a convention decided. */
  DATE_ORDER_GUESSED,
  /** "Today", or the day of a log without any, is that of the file's last change. */
  PASTE_DATE_GUESSED,
  /** Invalid UTF-8, lone surrogates or control characters were repaired. */
  TEXT_REPAIRED,
  /** The file is not UTF-8 and was decoded with a detected encoding. */
  ENCODING_GUESSED
}
