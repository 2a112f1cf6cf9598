package org.idiolect.evaluate;

import java.util.List;
import java.util.stream.Stream;

/** Published perplexities of GPT-2, to stand beside ours: other corpora, so only slopes compare. */
public final class PublishedModels {
  private static final String PAPER =
      "Radford et al. 2019, Language Models are Unsupervised Multitask Learners, table 3";
  private static final String NANO_GPT = "nanoGPT, README, baselines (validation loss)";

  private PublishedModels() {}

  /** WikiText-103 per word, zero-shot; OpenWebText per token, exp(loss). */
  public static List<ScalingPoint> points() {
    return Stream.of(
            model("gpt2", 124_439_808, 37.50, 3.12),
            model("gpt2-medium", 354_823_168, 26.37, 2.84),
            model("gpt2-large", 774_030_080, 22.05, 2.67),
            model("gpt2-xl", 1_557_611_200, 17.48, 2.54))
        .flatMap(List::stream)
        .toList();
  }

  private static List<ScalingPoint> model(
      String name, long parameters, double wikiText, double openWebTextNats) {
    return List.of(
        point(name, parameters, "test", "WikiText-103", null, wikiText, PAPER),
        point(
            name,
            parameters,
            "validation",
            "OpenWebText",
            Math.exp(openWebTextNats),
            null,
            NANO_GPT));
  }

  private static ScalingPoint point(
      String name,
      long parameters,
      String split,
      String corpus,
      Double tokenPerplexity,
      Double wordPerplexity,
      String source) {
    return new ScalingPoint(
        name,
        ScalingPoint.PUBLISHED,
        split,
        corpus,
        parameters,
        null,
        null,
        null,
        null,
        null,
        null,
        tokenPerplexity,
        wordPerplexity,
        source);
  }
}
