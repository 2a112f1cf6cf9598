package org.idiolect.model;

/** An adapter meets another model than the one it was trained on. */
public final class BaseMismatchException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private BaseMismatchException(String message) {
    super(message);
  }

  /**
   * Refuses a base of another hash.
   *
   * @param adapter which one, for the message
   * @param expected SHA-256 of the model that it was trained on
   * @param actual SHA-256 of the model at hand
   */
  public static void require(String adapter, String expected, String actual) {
    if (!expected.equals(actual)) {
      throw new BaseMismatchException(
          adapter
              + " was trained on the model with SHA-256 "
              + expected
              + ", this one has "
              + actual
              + "; use that model, or train the adapter again");
    }
  }
}
