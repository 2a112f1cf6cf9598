package org.idiolect.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportPageTest {
  private static final int MOST_BYTES = 3 << 20;
  private static final Pattern FETCH =
      Pattern.compile("(?i)(?:src|href|action|srcset|data)\\s*=\\s*[\"']?([^\"'\\s>]+)");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6, 60})
  void rendersAnyNumberOfPeopleWithinTheSize(int people) {
    String page = ReportPage.render(InventedReport.of(people));

    assertThat(page).startsWith("<!doctype html>").endsWith("</html>\n");
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST_BYTES);
    assertThat(withoutScripts(page)).doesNotContain("{{").doesNotContain("null", "NaN");
    assertThat(count(page, "<details class=\"person\"")).isEqualTo(people);
  }

  @Test
  void fetchesNothing() {
    String page = ReportPage.render(InventedReport.of(6));
    String markup = withoutScripts(page);

    assertThat(FETCH.matcher(markup).results().map(match -> match.group(1)))
        .allMatch(target -> target.startsWith("#"));
    assertThat(page).doesNotContain("sourceMappingURL", "@import", "url(");
    assertThat(markup).contains("default-src &#39;none&#39;").doesNotContain("http://", "https://");
  }

  @Test
  void hostileTextStaysText() {
    String hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u202Egnp";
    String page =
        ReportPage.render(
            InventedReport.with(
                List.of(
                    InventedReport.person(
                        hostile, 0, InventedReport.sample(hostile, "{{title}} " + hostile)))));

    assertThat(page).doesNotContain("<script>alert", "<img");
    assertThat(page).contains("<bdi>&lt;/script&gt;");
    assertThat(page).contains("{{title}} &lt;/script&gt;");
    assertThat(count(page, "</script>")).isEqualTo(3);
    assertThat(json(page)).doesNotContain("<", ">").contains("\\u003c/script\\u003e");
  }

  @Test
  void onlyItsOwnScriptsMayRun() {
    Assets.Inlined assets = Assets.read();
    assertThat(assets.policy()).doesNotContain("unsafe");
    assertThat(count(assets.policy(), "'sha256-")).isEqualTo(3);
    assertThat(assets.script()).doesNotContain("</script", "innerHTML", "fetch(", "eval(");
    assertThat(assets.chartLibrary()).contains("Chart.js v4.4.1").doesNotContain("</script");
    assertThat(withoutScripts(ReportPage.render(InventedReport.of(6))))
        .doesNotContain(" style=", " onclick=");
  }

  @Test
  void numbersAreThoseOfTheRows() {
    String page = ReportPage.render(InventedReport.of(1));

    // 2.05 bits per byte, one Discord and one WhatsApp format.
    assertThat(page).contains("<td>2.050<br><small>2.000 to 2.100</small></td>");
    assertThat(page)
        .contains(
            "<b>3,216</b> read = <b>3,040</b> kept + <b>15</b> unreadable"
                + " + <b>40</b> duplicates + <b>121</b> filtered");
    assertThat(page).contains("-0.1300", "-0.1700 to -0.0900", "-6.0 %");
    assertThat(json(page)).contains("\"value\":2.05,\"low\":1.9999999999999998");
  }

  @Test
  void whatElseWasMeasuredHasItsOwnSections() {
    String page = ReportPage.render(InventedReport.of(1));

    assertThat(page)
        .contains(
            "1 message, really written, held out</td><td>160</td>"
                + "<td>70.0 %<br><small>60.0 % to 80.0 %</small></td>"
                + "<td>75.0 %<br><small>65.0 % to 85.0 %</small></td>")
        // A judge that was not asked leaves its cells empty.
        .contains("50 messages, really written, held out</td><td>160</td><td><br><small></small>")
        .contains("imitated with the own adapter", "Guessing gives 12.5 %")
        .contains("10 messages</th><td>80</td><td>0.63</td><td>0.50 to 0.75</td>")
        .contains("5 words</th><td>3.0 %</td><td>2.0 %</td><td></td><td></td>")
        .contains("13 words</th><td></td><td></td><td></td><td></td>")
        .contains("Guidance refused 277 of the 1,500 headers", "17 of 1,240 turns")
        .contains("<th class=\"left\">unguided</th><td>20</td><td>0</td><td></td>")
        .contains("<bdi>4 &lt;b&gt;</bdi></td><td>0.250</td><td>0.125</td>")
        .contains("<bdi>nobody</bdi></td><td>3e-09</td><td>0.000</td>")
        .contains("Would a larger model do better?", "<title>scratch-7x256: 6,000,000 parameters");
    assertThat(count(page, "<section")).isEqualTo(12);
    assertThat(count(page, "<section")).isEqualTo(count(page, "</section>"));
  }

  @Test
  void whatWasNotMeasuredHasNoSection() {
    assertThat(ReportPage.render(InventedReport.of(0)))
        .doesNotContain(
            "id=\"attribution\"", "id=\"copies\"", "id=\"transcripts\"", "id=\"questions\"")
        .doesNotContain("id=\"sizes\"");
  }

  @Test
  void theConversationIsShownWithoutHeadersAndTheReplyBesideTheImitation() {
    String page = ReportPage.render(InventedReport.of(1));

    assertThat(page).contains("<b>A</b><span><bdi>anyone up for a film?</bdi></span>");
    assertThat(page).contains("<b>B</b><span><bdi>depends\nwhich one</bdi></span>");
    assertThat(page).doesNotContain("endoftext", "12:08");
    assertThat(page).contains("<span class=\"label\">imitation</span>");
  }

  static String withoutScripts(String page) {
    return page.replaceAll("(?s)<script.*?</script>", "");
  }

  private static String json(String page) {
    return Pattern.compile("(?s)id=\"chart-data\">(.*?)</script>")
        .matcher(page)
        .results()
        .map((MatchResult match) -> match.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
