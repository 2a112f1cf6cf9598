package org.idiolect.ingest;

import java.io.IOException;

/** A file or archive entry that is not read on, with the reason that its reject gives. */
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  /**
   * @param detail what was found and what to do; no message text, no name
   */
  RefusedException(RejectReason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  RejectReason reason() {
    return reason;
  }

  /** The refusal behind a failure; null when there is none. */
  static RefusedException in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedException refused) {
        return refused;
      }
    }
    return null;
  }
}
