package org.idiolect.ingest.format;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * What a Teams message looked like: mentions and emoji are their words, paragraphs are lines;
 * quoted words, pictures and attachments are not there.
 */
final class TeamsText {
  private TeamsText() {}

  static String of(String html) {
    Element body = Jsoup.parseBodyFragment(html).body();
    body.select("blockquote, attachment, systemEventMessage").remove();
    for (Element emoji : body.select("emoji[alt]")) {
      emoji.replaceWith(new TextNode(emoji.attr("alt")));
    }
    for (Element br : body.select("br")) {
      br.replaceWith(new TextNode("\n"));
    }
    for (Element block : body.select("p, div, li")) {
      block.appendChild(new TextNode("\n"));
    }
    String text = body.wholeText().replace('\u00a0', ' ');
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
