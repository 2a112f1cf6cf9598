package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read without a pattern is what the pattern says. */
final class WhatsAppShortcutsTest {
  private static final int LINES = 200_000;
  private static final List<String> HEADERS =
      List.of(
          "31/12/2023, 23:59 - Ann: hi",
          "[31.12.23, 11:59:58 PM] Ann: hi",
          "[12/31/20, 11:59:58\u202fam] ~\u202fAnn: hi",
          "2024-12-31 23:59 - Ann: hi",
          "\u200e[1/1/21, 12:00:03\u202fAM] Ben: \u200eimage omitted",
          "1/1/21, 9:05 p.m. - Ben: ok",
          "31.12.20 um 23.59 - Ben: ja");
  private static final String CHARACTERS = "0123456789/.-,: []APMapm\u202f\u200e\u2013x";
  private static final List<String> BODY_PARTS =
      List.of(
          "image",
          "video note",
          " omitted",
          "bild",
          " weggelassen",
          "imagen",
          " omitido",
          "a",
          "<attached: ",
          "photo",
          ".jpg",
          ">",
          " (file attached)",
          "(",
          "location: ",
          "https://maps.google.com/?q=1",
          "live location shared",
          "missed ",
          "verpasster ",
          "voice call",
          "group video call",
          ", 2 min",
          "sprachanruf",
          "null",
          " document omitted");

  @Test
  void readsHeadersAsThePatternDoes() {
    Random random = new Random(7);
    int headers = 0;
    for (int i = 0; i < LINES; i++) {
      StringBuilder line = new StringBuilder(HEADERS.get(random.nextInt(HEADERS.size())));
      for (int edits = random.nextInt(4); edits > 0; edits--) {
        edit(line, random);
      }
      WhatsAppHeader expected = WhatsAppHeader.matched(line.toString());
      assertThat(WhatsAppHeader.of(line.toString())).as(line.toString()).isEqualTo(expected);
      headers += expected == null ? 0 : 1;
    }

    assertThat(headers).isBetween(LINES / 4, LINES * 3 / 4);
  }

  @Test
  void readsTheCommonestHeadersWithoutThePattern() {
    assertThat(HEADERS.subList(0, 4))
        .allSatisfy(line -> assertThat(new PlainWhatsAppHeader(line).read()).isNotNull());
  }

  @Test
  void leavesOutNoPatternThatMatches() {
    Random random = new Random(7);
    int found = 0;
    for (int i = 0; i < LINES; i++) {
      StringBuilder body = new StringBuilder();
      for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
        body.append(BODY_PARTS.get(random.nextInt(BODY_PARTS.size())));
      }
      String plain = body.toString();
      boolean media = WhatsAppBody.MEDIA_LINE.matcher(plain).matches();
      boolean call = WhatsAppBody.CALL.matcher(plain).matches();
      assertThat(WhatsAppBody.mayBeMedia(plain) || !media).as(plain).isTrue();
      assertThat(WhatsAppBody.mayBeCall(plain) || !call).as(plain).isTrue();
      found += media || call ? 1 : 0;
    }

    assertThat(found).isGreaterThan(LINES / 50);
  }

  private static void edit(StringBuilder line, Random random) {
    int at = random.nextInt(Math.min(line.length(), 26));
    char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
    switch (random.nextInt(3)) {
      case 0 -> line.setCharAt(at, c);
      case 1 -> line.insert(at, c);
      default -> line.deleteCharAt(at);
    }
  }
}
