package org.idiolect.jobs.samples;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words behind the slots of a phrase, the same for all who speak of the matter: {@code {n}} and
 * {@code {m}} friends, {@code {t}} thing, {@code {p}} place, {@code {w}} town, {@code {k}} number,
 * {@code {d}} day to come, {@code {y}} day gone, {@code {h}} hour, {@code {e}} emoji.
 */
final class Slots {
  private static final Map<String, List<String>> WORDS = Lines.entries(Lines.of("slots.txt"));
  private static final List<String> MATTERS = List.of("p", "k", "d", "y", "h", "w");
  private static final Pattern SLOT = Pattern.compile("(\\b[aA] )?\\{(\\w+)}");

  private final Topic topic;
  private final SplittableRandom random;
  private final Map<String, String> words = new HashMap<>();

  /** Draws thing, friends and all the rest. */
  Slots(Topic topic, SplittableRandom random) {
    this.topic = topic;
    this.random = random;
    words.put("t", Lines.pick(topic.things(), random));
    words.put("n", Lines.pick(WORDS.get("n"), random));
    do {
      words.put("m", Lines.pick(WORDS.get("n"), random));
    } while (words.get("m").equals(words.get("n")));
    drawMatter();
  }

  /** Another place, day, number, hour and town; thing and friends stay. */
  void drawMatter() {
    for (String slot : MATTERS) {
      List<String> from = slot.equals("p") ? topic.places() : WORDS.get(slot);
      words.put(slot, Lines.pick(from, random));
    }
  }

  /** Fills a phrase that is said to {@code you}; the article before a vowel becomes "an". */
  String fill(String phrase, String you) {
    words.put("you", you);
    words.put("e", Lines.pick(topic.emoji(), random));
    return SLOT.matcher(phrase).replaceAll(slot -> Matcher.quoteReplacement(word(slot)));
  }

  private String word(MatchResult slot) {
    String word = words.getOrDefault(slot.group(2), slot.group().replace("a {", "{"));
    String article = slot.group(1);
    if (article == null) {
      return word;
    }
    return (word.matches("[aeio].*") ? article.strip() + "n " : article) + word;
  }
}
