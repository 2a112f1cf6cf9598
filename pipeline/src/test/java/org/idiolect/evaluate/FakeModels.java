package org.idiolect.evaluate;

import java.util.Arrays;

/** Models without weights: uniform over a vocabulary whose size tells them apart. */
record FakeModels(int baseVocabulary, int sharedVocabulary) implements ScoringModels {
  @Override
  public TokenScorer base() {
    return uniform(baseVocabulary);
  }

  @Override
  public TokenScorer shared() {
    return uniform(sharedVocabulary);
  }

  /** The rank plays the vocabulary, so that each adapter leaves its mark. */
  @Override
  public TokenScorer adapted(AuthorAdapter adapter) {
    return uniform(adapter.rank());
  }

  static TokenScorer uniform(int vocabulary) {
    return tokenIds ->
        Arrays.stream(tokenIds)
            .map(
                row -> {
                  float[] logProbabilities = new float[row.length - 1];
                  Arrays.fill(logProbabilities, (float) -Math.log(vocabulary));
                  return logProbabilities;
                })
            .toArray(float[][]::new);
  }
}
