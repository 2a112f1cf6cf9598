package org.idiolect.clean;

import org.apache.spark.sql.api.java.UDF2;
import org.idiolect.privacy.IdKind;
import org.idiolect.privacy.PseudonymKey;
import org.idiolect.privacy.Pseudonyms;

/** An id of two other ids, as a function on columns. */
final class HashId implements UDF2<String, String, String> {
  private static final long serialVersionUID = 1L;
  private final IdKind kind;
  private final PseudonymKey key;
  private transient ThreadLocal<Pseudonyms> pseudonyms;

  HashId(IdKind kind, PseudonymKey key) {
    this.kind = kind;
    this.key = key;
  }

  @Override
  public String call(String first, String second) {
    return pseudonyms().get().id(kind, first, second);
  }

  /** Tasks of one executor may share this function, and a hash in progress is one thread's. */
  private synchronized ThreadLocal<Pseudonyms> pseudonyms() {
    if (pseudonyms == null) {
      pseudonyms = ThreadLocal.withInitial(() -> new Pseudonyms(key));
    }
    return pseudonyms;
  }
}
