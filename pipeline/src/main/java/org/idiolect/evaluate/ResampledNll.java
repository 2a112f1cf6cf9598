package org.idiolect.evaluate;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The sums of one author under one model, once as they are and once for each resample of sessions.
 *
 * <p>With NLL in nats: token perplexity = exp(NLL / tokens); word perplexity = exp(NLL / words),
 * the paper's; bits per byte = NLL / (bytes ln 2). All three are kept as rates in nats, so that
 * rates of several authors can be averaged and differences taken.
 */
final class ResampledNll {
  private final SessionWeights weights;
  private final double[] nllNats;
  private final double[] tokens;
  private final double[] words;
  private final double[] bytes;
  private long sessions;
  private long messages;
  private double allNllNats;
  private long allTokens;
  private long allWords;
  private long allBytes;

  ResampledNll(EvaluateConfig config) {
    this.weights = new SessionWeights(config.seed(), config.resamples());
    this.nllNats = new double[config.resamples()];
    this.tokens = new double[config.resamples()];
    this.words = new double[config.resamples()];
    this.bytes = new double[config.resamples()];
  }

  /** Adds one session; each session may come once. */
  ResampledNll add(SessionNll session) {
    int[] drawn = weights.of(session.conversationId(), session.sessionId());
    for (int b = 0; b < drawn.length; b++) {
      nllNats[b] += drawn[b] * session.nllNats();
      tokens[b] += drawn[b] * (double) session.tokens();
      words[b] += drawn[b] * (double) session.words();
      bytes[b] += drawn[b] * (double) session.bytes();
    }
    sessions++;
    messages += session.messages();
    allNllNats += session.nllNats();
    allTokens += session.tokens();
    allWords += session.words();
    allBytes += session.bytes();
    return this;
  }

  /** The rates of all sessions and of each resample. */
  ModelRates rates(String split, String authorId, String model, boolean eligible) {
    return new ModelRates(
        split,
        authorId,
        model,
        messages,
        sessions,
        allTokens,
        allWords,
        allBytes,
        eligible,
        new double[] {
          ratio(allNllNats, allTokens), ratio(allNllNats, allWords), ratio(allNllNats, allBytes)
        },
        ratios(tokens),
        ratios(words),
        ratios(bytes));
  }

  private double[] ratios(double[] units) {
    return IntStream.range(0, units.length).mapToDouble(b -> ratio(nllNats[b], units[b])).toArray();
  }

  private static double ratio(double nats, double units) {
    return units == 0 ? Double.NaN : nats / units;
  }

  /** Applies a scale to every resample. */
  static double[] map(double[] rates, DoubleUnaryOperator scale) {
    return Arrays.stream(rates).map(scale).toArray();
  }
}
