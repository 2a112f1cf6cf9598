package org.idiolect.clean;

import com.johnsnowlabs.nlp.annotators.common.Sentence;
import com.johnsnowlabs.nlp.annotators.sbd.pragmatic.PragmaticDictionaries;
import com.johnsnowlabs.nlp.annotators.sbd.pragmatic.SentenceDetector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import scala.collection.JavaConverters;

/**
 * The sentences that Spark NLP's sentence detector finds, without those of its rules that cannot
 * apply to a text.
 *
 * <p>Every rule that breaks a text asks for one of {@code . ; ! ? ( )}: a text without them is one
 * sentence. The rules for abbreviations, two hundred patterns and most of the detector's time, ask
 * for a dot behind one of fifty words.
 */
final class SentenceRules {
  /** The detector's own marks, and the tokenizer's; a text with one of them keeps to the rules. */
  private static final String SYMBOLS = "\u2187\u2188";

  private static final char FIRST_SYMBOL = '\uE000';
  private static final char LAST_SYMBOL = '\uF8FF';
  private static final String MARKS = ".;!?()";

  private final SentenceDetector detector;
  private final SentenceDetector withoutDictionary = new SentenceDetector();
  private final List<String> abbreviations = abbreviations();

  SentenceRules(SentenceDetector detector) {
    this.detector = detector;
    withoutDictionary.setUseAbbreviations(false);
  }

  /** Whether white space, words and marks are all there is, which {@link #of} takes for granted. */
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < ' ' && c != '\n' && c != '\t' && c != '\r';
      if (control || c >= FIRST_SYMBOL && c <= LAST_SYMBOL || SYMBOLS.indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param text plain and not blank
   */
  List<String> of(String text) {
    if (text.chars().noneMatch(c -> MARKS.indexOf(c) >= 0)) {
      return List.of(text);
    }
    if (MarkedSentences.areAll(text) && !mayAbbreviate(text)) {
      return MarkedSentences.of(text);
    }
    SentenceDetector needed = mayAbbreviate(text) ? detector : withoutDictionary;
    return Arrays.stream(needed.tag(text))
        .map(Sentence::content)
        .filter(content -> !content.isEmpty())
        .toList();
  }

  /** Whether a dot stands behind a word of the dictionary, which is at most this text's matter. */
  private boolean mayAbbreviate(String text) {
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
      for (String abbreviation : abbreviations) {
        if (standsBefore(dot, abbreviation, text)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean standsBefore(int end, String abbreviation, String text) {
    int start = end - abbreviation.length();
    if (start < 0 || start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
      return false;
    }
    for (int i = 0; i < abbreviation.length(); i++) {
      char expected = abbreviation.charAt(i);
      // The dictionary's dots are patterns and stand for any character.
      if (expected != '.' && Character.toLowerCase(text.charAt(start + i)) != expected) {
        return false;
      }
    }
    return true;
  }

  private static List<String> abbreviations() {
    List<String> all = new ArrayList<>();
    all.addAll(JavaConverters.seqAsJavaList(PragmaticDictionaries.ABBREVIATIONS()));
    all.addAll(JavaConverters.seqAsJavaList(PragmaticDictionaries.NUMBER_ABBREVIATIONS()));
    all.addAll(JavaConverters.seqAsJavaList(PragmaticDictionaries.PREPOSITIVE_ABBREVIATIONS()));
    return all.stream().distinct().toList();
  }
}
