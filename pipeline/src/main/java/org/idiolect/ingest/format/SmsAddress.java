package org.idiolect.ingest.format;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Telephone numbers as they identify people and conversations. */
final class SmsAddress {
  /** Written where the phone does not know its own number. */
  static final String UNKNOWN_OWN = "insert-address-token";

  private static final Pattern PUNCTUATION = Pattern.compile("[\\h().\\-/\\u200e\\u202a\\u202c]");
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{7,}");

  private SmsAddress() {}

  /** The number without punctuation, {@code 00} as {@code +}; a name stays as it is. */
  static String normal(String address) {
    String bare = PUNCTUATION.matcher(address).replaceAll("");
    String plus = bare.startsWith("00") ? "+" + bare.substring(2) : bare;
    return NUMBER.matcher(plus).matches() ? plus : address.strip();
  }

  /** Whether that is a short code or a name, from which only services write. */
  static boolean isService(String normal) {
    return !NUMBER.matcher(normal).matches() && !normal.contains("@");
  }

  /** The same for the same people in any order: {@code +1~+2}. */
  static String conversation(String addresses) {
    return Arrays.stream(addresses.split("~"))
        .map(SmsAddress::normal)
        .filter(address -> !address.isEmpty() && !address.equals(UNKNOWN_OWN))
        .distinct()
        .sorted()
        .collect(Collectors.joining("~"));
  }
}
