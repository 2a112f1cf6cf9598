package org.idiolect.table;

/** A table or stage file that does not hold what its contract or commit says. */
public final class CorruptTableException extends RuntimeException {
  /** Makes the exception; the message names the table, what was expected and what was found. */
  public CorruptTableException(String message) {
    super(message);
  }

  /** Makes the exception with the failure that revealed it. */
  public CorruptTableException(String message, Throwable cause) {
    super(message, cause);
  }
}
