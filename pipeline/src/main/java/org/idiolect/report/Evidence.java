package org.idiolect.report;

import java.util.List;
import org.idiolect.evaluate.ScalingPoint;

/**
 * What else was measured, beside how well people are predicted; each list is empty when the run
 * lacks the table.
 *
 * @param verdicts whom texts sound like, in reading order
 * @param told how well imitations are told from people
 * @param copies how much of what was written stands in training text
 * @param transcripts conversations that went on
 * @param answers zero-shot questions, base before shared
 * @param sizes perplexity against parameters, of the run {@code scaling} of the same output
 */
public record Evidence(
    List<Judged> verdicts,
    List<Told> told,
    List<Copies> copies,
    List<WentOn> transcripts,
    List<Answered> answers,
    List<ScalingPoint> sizes) {
  /** Nothing else was measured. */
  public static final Evidence NONE =
      new Evidence(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public Evidence {
    verdicts = List.copyOf(verdicts);
    told = List.copyOf(told);
    copies = List.copyOf(copies);
    transcripts = List.copyOf(transcripts);
    answers = List.copyOf(answers);
    sizes = List.copyOf(sizes);
  }

  /**
   * How often one judge named the right person.
   *
   * @param source validation, test: really written; base, shared, author, prompted: imitations
   * @param messages of one text
   * @param judge attention or ngrams
   * @param top1 share of texts whose author came first
   * @param chance share that guessing gives
   */
  public record Judged(
      String source,
      int messages,
      String judge,
      long texts,
      ReportData.Bounded top1,
      double chance) {}

  /**
   * One classifier that has never read the people it is asked about.
   *
   * @param messages of one text
   * @param texts human and generated ones
   * @param auc area under the ROC curve: 0.5 cannot tell, 1 always tells
   */
  public record Told(int messages, long texts, ReportData.Bounded auc) {}

  /**
   * All people's n-grams of one kind.
   *
   * @param source test: really written; generated: imitated
   * @param n words in a row
   * @param target whose training text: own, others
   * @param ngrams all of them
   * @param copied those that stand in that training text
   */
  public record Copies(String source, int n, String target, long ngrams, long copied) {
    /** Share of the n-grams that stand there; null without n-grams. */
    public Double share() {
      return ngrams == 0 ? null : (double) copied / ngrams;
    }
  }

  /**
   * All continued conversations of one source; shares are null without lines.
   *
   * @param source people, guided, free
   * @param gap minutes between lines: median, and where 10 and 90 % lie
   */
  public record WentOn(
      String source,
      long transcripts,
      long lines,
      Double parsed,
      Double known,
      Double inOrder,
      Double bothSpeak,
      Double switchRate,
      ReportData.Bounded gap,
      long headersSampled,
      long headersRefused,
      long turnsForced) {}

  /** One answer with its probability, without and with the mark that ends it. */
  public record Answered(
      String model,
      String task,
      String question,
      String answer,
      double probability,
      double probabilityWithStop) {}
}
