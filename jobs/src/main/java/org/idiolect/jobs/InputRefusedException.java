package org.idiolect.jobs;

/** Nothing of the input can be used; the message says what was looked for and found. */
public final class InputRefusedException extends RuntimeException {
  public InputRefusedException(String message) {
    super(message);
  }
}
