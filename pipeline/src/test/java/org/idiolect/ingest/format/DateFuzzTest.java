package org.idiolect.ingest.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneOffset;

/** What no input may do to the parsers of dates: let another exception escape than they declare. */
final class DateFuzzTest {
  private static final String DURATION = "60s";

  @FuzzTest(maxDuration = DURATION)
  void date(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    WhatsAppHeader header = WhatsAppHeader.of(text);
    if (header != null) {
      for (DateOrder order : DateOrder.values()) {
        header.instant(order, ZoneOffset.UTC);
      }
    }
    try {
      GenericTime.parse(text, ZoneOffset.UTC);
    } catch (DateTimeException | ArithmeticException refused) {
      // Its callers make a reject of these two.
    }
  }
}
