package org.idiolect.privacy;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes ids: a letter for the kind and 26 base-32 characters (130 bits) of HMAC-SHA256 over the
 * kind and the fields, joined by the unit separator 0x1F. For instance {@code
 * amzxw6ytboi2dembrga4dsnzvga}.
 *
 * <p>Not safe for use by several threads at once; each task has its own copy.
 */
public final class Pseudonyms implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The id of messages whose author the export does not tell; never a trained author. */
  public static final String UNKNOWN_AUTHOR = "unknown";

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int ID_CHARS = 26;
  private static final byte UNIT_SEPARATOR = 0x1F;

  private final PseudonymKey key;
  private transient Mac mac;

  public Pseudonyms(PseudonymKey key) {
    this.key = key;
  }

  /** The id of a kind for these fields; the same fields give the same id wherever it is made. */
  public String id(IdKind kind, String... fields) {
    Mac hash = mac();
    hash.update(kind.name().getBytes(StandardCharsets.US_ASCII));
    for (String field : fields) {
      hash.update(UNIT_SEPARATOR);
      hash.update(field.getBytes(StandardCharsets.UTF_8));
    }
    return kind.prefix() + base32(hash.doFinal());
  }

  private static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder(ID_CHARS);
    for (int i = 0; i < ID_CHARS; i++) {
      int bit = i * 5;
      int two = (bytes[bit / 8] & 0xFF) << 8 | bytes[bit / 8 + 1] & 0xFF;
      text.append(ALPHABET.charAt(two >> (11 - bit % 8) & 31));
    }
    return text.toString();
  }

  private Mac mac() {
    if (mac == null) {
      try {
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java has no HmacSHA256", e);
      }
    }
    return mac;
  }
}
