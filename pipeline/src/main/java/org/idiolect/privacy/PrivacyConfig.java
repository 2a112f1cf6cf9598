package org.idiolect.privacy;

import java.io.Serializable;
import java.util.Objects;

/**
 * Settings of pseudonyms.
 *
 * @param keyFile file of the secret key, created on first use; {@value PseudonymKey#DEMO} stands
 *     for the fixed public key of the demo
 * @param peopleFile CSV of {@code platform, native id or name, person} that joins accounts of one
 *     person and splits namesakes; empty = none
 */
public record PrivacyConfig(String keyFile, String peopleFile) implements Serializable {
  public PrivacyConfig {
    Objects.requireNonNull(peopleFile, "privacy.people-file");
    if (keyFile == null || keyFile.isBlank()) {
      throw new IllegalArgumentException(
          "privacy.key-file must name a file or be " + PseudonymKey.DEMO + ", got nothing");
    }
  }

  public static PrivacyConfig defaults() {
    return new PrivacyConfig("~/.config/idiolect/pseudonym.key", "");
  }
}
