package org.idiolect.privacy;

/** Whose id it is, which its first letter tells: an id of one kind is never one of another. */
public enum IdKind {
  AUTHOR('a'),
  CONVERSATION('c'),
  MESSAGE('m'),
  /** A session or a source. */
  SESSION('s'),
  SOURCE('s');

  private final char prefix;

  IdKind(char prefix) {
    this.prefix = prefix;
  }

  char prefix() {
    return prefix;
  }
}
