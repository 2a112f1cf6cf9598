package org.idiolect.report;

import java.util.List;
import java.util.Optional;

/**
 * Everything the page shows, already bounded.
 *
 * @param run what ran, and how to run it again
 * @param flow what was read
 * @param pool whose messages {@code overall} and {@code differences} are about: macro, matched or
 *     all
 * @param overall the models over all people, in the order base, shared, swapped, author
 * @param differences paired differences over all people
 * @param phases learning curves of the shared model
 * @param evidence what else was measured
 * @param people those shown, most tokens first
 * @param peopleFound how many there are in all
 */
public record ReportData(
    Run run,
    Flow flow,
    String pool,
    List<Score> overall,
    List<Difference> differences,
    List<Curve> phases,
    Evidence evidence,
    List<Person> people,
    long peopleFound) {

  public ReportData {
    overall = List.copyOf(overall);
    differences = List.copyOf(differences);
    phases = List.copyOf(phases);
    people = List.copyOf(people);
  }

  /**
   * The run.
   *
   * @param finished date and time, as text
   * @param reproduce the command that does it again
   * @param facts settings, versions, hashes: key and value
   */
  public record Run(
      String title, String runId, String finished, String reproduce, List<Fact> facts) {}

  /** One line of the settings. */
  public record Fact(String key, String value) {}

  /** Messages read = kept + rejected + duplicates + filtered, in all and per source. */
  public record Flow(List<Source> sources) {
    public long read() {
      return kept() + rejected() + duplicates() + filtered();
    }

    public long kept() {
      return sources.stream().mapToLong(Source::kept).sum();
    }

    public long rejected() {
      return sources.stream().mapToLong(Source::rejected).sum();
    }

    public long duplicates() {
      return sources.stream().mapToLong(Source::duplicates).sum();
    }

    public long filtered() {
      return sources.stream().mapToLong(Source::filtered).sum();
    }
  }

  /** One format of one platform; files of the same format are added up. */
  public record Source(
      String platform,
      String format,
      long files,
      long kept,
      long rejected,
      long duplicates,
      long filtered) {}

  /** A number with its 95 % interval; the bounds are null where there is too little to say. */
  public record Bounded(Double value, Double low, Double high) {}

  /** One model on held-out messages. */
  public record Score(
      String model,
      long messages,
      long sessions,
      Bounded tokenPerplexity,
      Bounded wordPerplexity,
      Bounded bitsPerByte) {}

  /** Model a against model b on the same messages; negative means that a predicts them better. */
  public record Difference(
      String modelA, String modelB, Bounded bitsPerByte, Double relative, boolean eligible) {}

  /** Training loss and held-out loss of one phase, in nats per token. */
  public record Curve(String phase, List<Point> train, List<Point> validation) {}

  /** One point of a curve. */
  public record Point(long step, double lossNats) {}

  /**
   * One person.
   *
   * @param label a name or a short pseudonym
   * @param grade A to D, how much there is to learn from
   * @param status trained, failed or shared; null when there was no training
   * @param reason why there is no adapter; null if there is one
   */
  public record Person(
      String authorId,
      String label,
      String grade,
      long messages,
      long words,
      long tokens,
      String status,
      String reason,
      List<Score> scores,
      List<Difference> differences,
      Curve curve,
      List<Sample> samples,
      List<Habit> habits) {

    /** The score under a model, if there is one. */
    public Optional<Score> score(String model) {
      return scores.stream().filter(score -> score.model().equals(model)).findFirst();
    }

    /** The comparison of two models, if there is one. */
    public Optional<Difference> difference(String a, String b) {
      return differences.stream()
          .filter(d -> d.modelA().equals(a) && d.modelB().equals(b))
          .findFirst();
    }
  }

  /** An imitation beside what the person really wrote next. */
  public record Sample(
      String prompt, String imitation, String realReply, int longestCopiedTokens) {}

  /** One habit in numbers: earlier messages, later messages, imitations; null where not counted. */
  public record Habit(String name, String unit, Double train, Double test, Double generated) {}
}
