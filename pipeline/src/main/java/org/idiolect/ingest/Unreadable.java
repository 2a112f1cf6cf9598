package org.idiolect.ingest;

import java.nio.file.AccessDeniedException;
import org.apache.hadoop.security.AccessControlException;
import org.idiolect.ingest.container.RefusedException;
import org.idiolect.ingest.format.RejectReason;

/** Says why a file cannot be opened; the system's own message would hold its path. */
final class Unreadable {
  private Unreadable() {}

  static RefusedException refusal(Exception failure) {
    RefusedException refused = RefusedException.in(failure);
    if (refused != null) {
      return refused;
    }
    return failure instanceof AccessDeniedException || failure instanceof AccessControlException
        ? new RefusedException(
            RejectReason.PERMISSION, "no permission to read the file: change it or leave it out")
        : new RefusedException(RejectReason.UNREADABLE, "the file cannot be opened");
  }
}
