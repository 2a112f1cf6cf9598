package org.idiolect.ingest.format;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Slack text looked like to its author: {@code hey <@U02|bob>, see <https://e.org|docs>
 * &amp; cry} is {@code hey @bob, see docs & cry}. Only three entities exist.
 */
final class SlackText {
  private static final Pattern MARKUP = Pattern.compile("<([^<>|\\s][^<>|]*)(?:\\|([^<>]*))?>");

  private SlackText() {}

  static String of(String markup) {
    if (markup.indexOf('<') < 0 && markup.indexOf('&') < 0) {
      return markup;
    }
    String shown = MARKUP.matcher(markup).replaceAll(m -> Matcher.quoteReplacement(shown(m)));
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private static String shown(MatchResult match) {
    String target = match.group(1);
    String label = match.group(2);
    boolean labelled = label != null && !label.isEmpty();
    char kind = target.charAt(0);
    if (kind == '@' || kind == '#') {
      return !labelled ? target : label.charAt(0) == kind ? label : kind + label;
    }
    if (labelled) {
      return label;
    }
    return kind == '!' ? "@" + target.substring(1) : target;
  }
}
