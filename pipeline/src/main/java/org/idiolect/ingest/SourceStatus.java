package org.idiolect.ingest;

/** How the reading of one file ended; the first word of {@code sources.status}. */
public enum SourceStatus {
  OK,
  /** Nothing in it but white space. */
  EMPTY,
  /** Not a chat export in a known format, for instance a photo. */
  UNSUPPORTED,
  /** Nothing usable could be read; see rejects. */
  FAILED
}
