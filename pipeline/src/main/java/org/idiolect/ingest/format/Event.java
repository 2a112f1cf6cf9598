package org.idiolect.ingest.format;

/**
 * What a reader hands over: a message, the name of an account, or a rejected part, with its place
 * in the file.
 */
public sealed interface Event permits ParsedMessage, Profile, Reject {
  /** Line number or element number in the file, from 1. */
  long position();

  /** The same event in a file that has this many lines or elements before it. */
  Event after(long earlier);
}
