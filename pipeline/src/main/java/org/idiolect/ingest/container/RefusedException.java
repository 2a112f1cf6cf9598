package org.idiolect.ingest.container;

import java.io.IOException;
import org.idiolect.ingest.format.RejectReason;

/** A file or archive entry that is not read on, with the reason that its reject gives. */
public final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  /**
   * @param detail what was found and what to do; no message text, no name
   */
  public RefusedException(RejectReason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  /** Why it is not read on. */
  public RejectReason reason() {
    return reason;
  }

  /** The refusal behind a failure; null when there is none. */
  public static RefusedException in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedException refused) {
        return refused;
      }
    }
    return null;
  }
}
