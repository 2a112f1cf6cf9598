package org.idiolect.tokenize;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The tokens of a model in the order in which their merges apply.
 *
 * @param tokens bytes of each token by rank: 256 single bytes, then one token a merge; shared
 * @param ids the model's id of each token, by rank; shared
 * @param endOfText id of {@code <|endoftext|>}
 * @param size ids lie in [0, size)
 */
record Vocabulary(byte[][] tokens, int[] ids, int endOfText, int size) implements Serializable {
  static final String END_OF_TEXT = "<|endoftext|>";
  static final int GPT2_SIZE = 50257;

  /** Merges of a vocabulary, each as the two tokens that it joins. */
  record Merge(byte[] left, byte[] right) {}

  /** GPT-2's first {@code size - 257} merges; the last id is end-of-text. */
  static Vocabulary ofGpt2(int size) {
    if (size <= ByteAlphabet.SIZE || size > GPT2_SIZE) {
      throw new IllegalArgumentException(
          "vocabulary size must be in [257, %d], got %d".formatted(GPT2_SIZE, size));
    }
    Encoding published = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.R50K_BASE);
    byte[][] tokens = new byte[size - 1][];
    for (int id = 0; id < tokens.length; id++) {
      IntArrayList one = new IntArrayList(1);
      one.add(id);
      tokens[id] = published.decodeBytes(one);
    }
    return new Vocabulary(tokens, IntStream.range(0, tokens.length).toArray(), size - 1, size);
  }

  /** Rank of each token by its bytes, one character a byte. */
  Map<String, Integer> ranks() {
    Map<String, Integer> ranks = new HashMap<>(2 * tokens.length);
    for (int rank = 0; rank < tokens.length; rank++) {
      ranks.put(ByteAlphabet.write(tokens[rank]), rank);
    }
    return ranks;
  }

  /**
   * The merges that make tokens 256, 257, ... in this order.
   *
   * <p>When a token's own merge is about to apply, all earlier ones have: merging its bytes with
   * lower ranks only leaves the two parts that it joins.
   */
  List<Merge> merges() {
    Map<String, Integer> ranks = ranks();
    List<Merge> merges = new ArrayList<>(tokens.length - ByteAlphabet.SIZE);
    for (int rank = ByteAlphabet.SIZE; rank < tokens.length; rank++) {
      List<String> parts = new ArrayList<>();
      ByteAlphabet.write(tokens[rank]).chars().forEach(c -> parts.add(Character.toString(c)));
      while (parts.size() > 2) {
        joinLowest(parts, ranks, rank);
      }
      merges.add(new Merge(ByteAlphabet.read(parts.get(0)), ByteAlphabet.read(parts.get(1))));
    }
    return merges;
  }

  private static void joinLowest(List<String> parts, Map<String, Integer> ranks, int below) {
    int lowest = below;
    int at = -1;
    for (int i = 0; i + 1 < parts.size(); i++) {
      int rank = ranks.getOrDefault(parts.get(i) + parts.get(i + 1), Integer.MAX_VALUE);
      if (rank < lowest) {
        lowest = rank;
        at = i;
      }
    }
    if (at < 0) {
      throw new IllegalStateException("token of rank " + below + " is not made by one merge");
    }
    parts.set(at, parts.get(at) + parts.remove(at + 1));
  }
}
