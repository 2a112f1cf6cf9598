package org.idiolect.tokenize;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;
import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * GPT-2's byte-pair encoding: text to token ids and back. Thread-safe.
 *
 * <p>It travels to Spark tasks with its vocabulary inside (under 1 MB), so that no executor needs
 * the model's files; the encoder opens on first use, in about a tenth of a second.
 *
 * <pre>
 *   ChatTokenizer.gpt2().encode("Hello world")   [15496, 995]
 * </pre>
 */
public final class ChatTokenizer implements Serializable {
  private static final long serialVersionUID = 1;

  /** GPT-2's pieces: contractions, words, numbers, other marks, white space (Unicode classes). */
  private static final Pattern PIECES =
      Pattern.compile(
          "'(?:[stmd]|re|ve|ll)| ?\\p{L}++| ?\\p{N}++| ?[^\\s\\p{L}\\p{N}]++|\\s++\\z|\\s+(?!\\S)|\\s",
          Pattern.UNICODE_CHARACTER_CLASS);

  private final Vocabulary vocabulary;
  private transient volatile Opened opened;

  private record Opened(Encoding encoding, byte[][] tokenOfId) {}

  ChatTokenizer(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** GPT-2's published vocabulary: 50257 ids, the last one end-of-text. */
  public static ChatTokenizer gpt2() {
    return truncated(Vocabulary.GPT2_SIZE);
  }

  /**
   * GPT-2's first merges as a whole vocabulary; the last id is end-of-text.
   *
   * @param vocabularySize in [257, 50257]; 4096 keeps 3839 merges, end-of-text is 4095
   */
  public static ChatTokenizer truncated(int vocabularySize) {
    return new ChatTokenizer(Vocabulary.ofGpt2(vocabularySize));
  }

  /**
   * The tokenizer of a Hugging Face model folder: vocab.json and merges.txt, or tokenizer.json, or
   * GPT-2's when there is none of them and config.json has GPT-2's vocabulary size.
   *
   * @throws IllegalArgumentException when the folder does not say which tokenizer it needs
   */
  public static ChatTokenizer read(Path modelFolder) {
    return new ChatTokenizer(TokenizerFiles.read(modelFolder));
  }

  /** Token ids of a text, in which nothing is special; a lone surrogate counts as U+FFFD. */
  public int[] encode(String text) {
    int[] ranks = opened().encoding().encodeOrdinary(WellFormedText.of(text)).toArray();
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = vocabulary.ids()[ranks[i]];
    }
    return ranks;
  }

  /**
   * Text of token ids; end-of-text is written out, bytes that are no UTF-8 become U+FFFD.
   *
   * @throws IllegalArgumentException for an id outside the vocabulary
   */
  public String decode(int[] tokenIds) {
    byte[][] tokenOfId = opened().tokenOfId();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 * tokenIds.length);
    for (int id : tokenIds) {
      if (id < 0 || id >= tokenOfId.length) {
        throw new IllegalArgumentException(
            "token id must be in [0, %d), got %d".formatted(tokenOfId.length, id));
      }
      bytes.writeBytes(tokenOfId[id]);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Id of {@code <|endoftext|>}, which {@link #encode} never gives. */
  public int endOfText() {
    return vocabulary.endOfText();
  }

  /** Ids lie in [0, vocabularySize). */
  public int vocabularySize() {
    return vocabulary.size();
  }

  /**
   * Writes vocab.json, merges.txt, tokenizer.json, tokenizer_config.json and
   * special_tokens_map.json, from which transformers opens the same tokenizer.
   */
  public void writeHuggingFaceFiles(Path folder) {
    TokenizerFiles.write(vocabulary, folder);
  }

  private Opened opened() {
    Opened now = opened;
    if (now == null) {
      // Two threads may both open it: the results are equal and the later one stays.
      now = new Opened(open(vocabulary), tokenOfId(vocabulary));
      opened = now;
    }
    return now;
  }

  private static Encoding open(Vocabulary vocabulary) {
    Map<byte[], Integer> ranks = new HashMap<>();
    for (int rank = 0; rank < vocabulary.tokens().length; rank++) {
      ranks.put(vocabulary.tokens()[rank], rank);
    }
    String name = "vocabulary-" + vocabulary.size();
    return Encodings.newLazyEncodingRegistry()
        .registerGptBytePairEncoding(new GptBytePairEncodingParams(name, PIECES, ranks, Map.of()))
        .getEncoding(name)
        .orElseThrow();
  }

  private static byte[][] tokenOfId(Vocabulary vocabulary) {
    byte[][] tokenOfId = new byte[vocabulary.size()][0];
    for (int rank = 0; rank < vocabulary.tokens().length; rank++) {
      tokenOfId[vocabulary.ids()[rank]] = vocabulary.tokens()[rank];
    }
    tokenOfId[vocabulary.endOfText()] = Vocabulary.END_OF_TEXT.getBytes(StandardCharsets.UTF_8);
    return tokenOfId;
  }
}
