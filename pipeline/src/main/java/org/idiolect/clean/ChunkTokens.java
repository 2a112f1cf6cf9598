package org.idiolect.clean;

import com.johnsnowlabs.nlp.annotators.TokenizerModel;
import com.johnsnowlabs.nlp.annotators.common.Sentence;
import com.johnsnowlabs.nlp.annotators.common.TokenizedSentence;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * The number of tokens that Spark NLP's tokenizer makes of a sentence. It cuts at white space and
 * looks at each chunk alone, and people repeat theirs: each is tokenized once and remembered.
 */
final class ChunkTokens {
  private static final int REMEMBERED_CHUNKS = 1 << 17;
  private static final int REMEMBERED_CHARS = 24;

  private final TokenizerModel tokenizer;
  private final Map<String, Integer> remembered = new ConcurrentHashMap<>();

  ChunkTokens(TokenizerModel tokenizer) {
    this.tokenizer = tokenizer;
  }

  int count(String sentence) {
    int tokens = 0;
    int end;
    for (int start = 0; start < sentence.length(); start = end + 1) {
      boolean letters = true;
      for (end = start; end < sentence.length() && !isSpace(sentence.charAt(end)); end++) {
        letters &= isLetter(sentence.charAt(end));
      }
      if (end > start) {
        tokens += letters ? 1 : chunk(sentence.substring(start, end));
      }
    }
    return tokens;
  }

  private int chunk(String chunk) {
    if (chunk.length() > REMEMBERED_CHARS) {
      return tokenized(chunk);
    }
    Integer known = remembered.get(chunk);
    if (known == null) {
      known = tokenized(chunk);
      if (remembered.size() >= REMEMBERED_CHUNKS) {
        remembered.clear();
      }
      remembered.put(chunk, known);
    }
    return known;
  }

  private int tokenized(String chunk) {
    Sentence sentence = new Sentence(chunk, 0, chunk.length() - 1, 0, Option.empty());
    int tokens = 0;
    for (TokenizedSentence tokenized :
        JavaConverters.seqAsJavaList(
            tokenizer.tag(JavaConverters.asScalaBuffer(List.of(sentence))))) {
      tokens += tokenized.indexedTokens().length;
    }
    return tokens;
  }

  /** What separates chunks in the tokenizer's pattern, and no other white space. */
  private static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
