package org.idiolect.ingest.format;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * What a Skype message looked like: {@code <ss type="smile">:)</ss>} is {@code :)}, marks around
 * bold words are as typed, a quoted message is cut off.
 *
 * @param replyTo id of the quoted message; null for none
 * @param editedAt when it was edited; null for never
 */
record SkypeText(String text, String replyTo, Instant editedAt) {
  private static final Pattern ENTITY = Pattern.compile("&(?:amp|lt|gt|quot|apos|#\\d{1,6});");
  private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");

  static SkypeText of(String content) {
    if (content.indexOf('<') < 0 && content.indexOf('&') < 0) {
      return new SkypeText(content, null, null);
    }
    Document document = Jsoup.parse(content, "", Parser.xmlParser());
    Element quote = document.selectFirst("quote");
    Element edit = document.selectFirst("e_m");
    document.select("quote, e_m, legacyquote").remove();
    for (Element marked : document.select("[raw_pre]")) {
      marked.prependChild(new TextNode(marked.attr("raw_pre")));
      marked.appendChild(new TextNode(marked.attr("raw_post")));
    }
    return new SkypeText(
        unescapedTwice(document.wholeText()),
        quote == null || quote.attr("messageid").isEmpty() ? null : quote.attr("messageid"),
        edit == null ? null : editedAt(edit.attr("ts_ms")));
  }

  /** Some clients escaped what was escaped already. */
  private static String unescapedTwice(String text) {
    return ENTITY.matcher(text).find() ? Parser.unescapeEntities(text, false) : text;
  }

  private static Instant editedAt(String millis) {
    return MILLIS.matcher(millis).matches() ? Instant.ofEpochMilli(Long.parseLong(millis)) : null;
  }
}
