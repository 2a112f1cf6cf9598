package org.idiolect.jobs.samples;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a person spells: own words for common ones, case, commas, slips, and short messages. */
final class Voice {
  private static final Set<String> BREAKS =
      Set.of(
          "and", "but", "at", "in", "on", "the", "so", "cos", "with", "to", "when", "then", "for",
          "from", "it", "I", "after", "before", "a", "of");
  private static final int MOST_PIECES = 4;
  private static final int SHORTEST_SLIP = 5;

  private final Map<String, String> swaps;
  private final Pattern swapped;
  private final String cut;
  private final String comma;
  private final UnaryOperator<String> letterCase;
  private final int typos;
  private final int chunk;

  Voice(Map<String, List<String>> settings) {
    swaps = swaps(settings);
    swapped = pattern(swaps);
    cut = first(settings, "cut", "");
    comma = first(settings, "comma", ",");
    letterCase =
        switch (first(settings, "case", "keep")) {
          case "lower" -> text -> text.toLowerCase(Locale.ROOT);
          case "upper" -> text -> text.toUpperCase(Locale.ROOT);
          default -> text -> text;
        };
    typos = Integer.parseInt(first(settings, "typos", "0"));
    chunk = Integer.parseInt(first(settings, "chunk", "0"));
  }

  /** What is typed for a thought: one message, or some short ones. */
  List<String> messages(String thought, SplittableRandom random) {
    String text = swapped.matcher(thought).replaceAll(match -> swap(match.group()));
    text = text.replace(",", comma).strip();
    for (char unwanted : cut.toCharArray()) {
      text = text.replace(String.valueOf(unwanted), "");
    }
    text = letterCase.apply(text);
    if (typos > 0) {
      text = withSlips(text, random);
    }
    return chunk == 0 ? List.of(text) : pieces(text);
  }

  static String capitalised(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private String swap(String word) {
    String swap = swaps.getOrDefault(word, swaps.get(word.toLowerCase(Locale.ROOT)));
    boolean upper = Character.isUpperCase(word.charAt(0));
    return Matcher.quoteReplacement(upper ? capitalised(swap) : swap);
  }

  /** Fingers that are too fast swap two letters inside a word. */
  private String withSlips(String text, SplittableRandom random) {
    StringBuilder typed = new StringBuilder(text);
    for (int start = 0, end; start < text.length(); start = end + 1) {
      end = text.indexOf(' ', start) < 0 ? text.length() : text.indexOf(' ', start);
      if (end - start >= SHORTEST_SLIP && random.nextInt(100) < typos) {
        int at = start + 1 + random.nextInt(end - start - 3);
        typed.setCharAt(at, text.charAt(at + 1));
        typed.setCharAt(at + 1, text.charAt(at));
      }
    }
    return typed.toString();
  }

  private List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int words = 0;
    for (String word : text.split(" ")) {
      boolean full = words >= chunk || words > 1 && BREAKS.contains(word);
      boolean ended = words > 0 && ".?!".indexOf(piece.charAt(piece.length() - 1)) >= 0;
      if ((full || ended) && pieces.size() < MOST_PIECES - 1) {
        pieces.add(piece(piece));
        piece.setLength(0);
        words = 0;
      }
      piece.append(words++ == 0 ? "" : " ").append(word);
    }
    pieces.add(piece(piece));
    return pieces;
  }

  private static String piece(StringBuilder words) {
    String text = capitalised(words.toString());
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static Map<String, String> swaps(Map<String, List<String>> settings) {
    List<String> pairs = new ArrayList<>(settings.getOrDefault("swap", List.of()));
    if (settings.containsKey("formal")) {
      pairs.addAll(Lines.of("formal.txt"));
    }
    Map<String, String> swaps = new HashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      swaps.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return swaps;
  }

  /** Longer words first, so that "no idea" is found before "no". */
  private static Pattern pattern(Map<String, String> swaps) {
    String words =
        swaps.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(w -> w))
            .flatMap(word -> Stream.of(word, capitalised(word)).distinct())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return Pattern.compile("(?<![\\p{L}\\p{N}'])(?:" + words + ")(?![\\p{L}\\p{N}'])");
  }

  private static String first(Map<String, List<String>> settings, String key, String otherwise) {
    return settings.containsKey(key) ? settings.get(key).get(0) : otherwise;
  }
}
