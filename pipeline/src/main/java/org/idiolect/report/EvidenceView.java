package org.idiolect.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.idiolect.report.Evidence.Answered;
import org.idiolect.report.Evidence.Copies;
import org.idiolect.report.Evidence.Judged;
import org.idiolect.report.Evidence.Told;
import org.idiolect.report.Evidence.WentOn;

/** {@link Evidence} as the templates see it: every number already text. */
record EvidenceView(
    boolean hasVerdicts,
    String chance,
    List<VerdictLine> verdicts,
    boolean hasTold,
    List<ToldLine> told,
    boolean hasCopies,
    List<CopiesLine> copies,
    boolean hasTranscripts,
    String guidance,
    List<WentOnLine> transcripts,
    boolean hasAnswers,
    List<AnswerLine> answers,
    boolean hasSizes,
    ScalingPage.Sizes sizes) {

  /** Both judges on the texts of one source and length. */
  record VerdictLine(
      String texts,
      String count,
      String attention,
      String attentionInterval,
      String ngrams,
      String ngramsInterval) {}

  record ToldLine(String texts, String count, String auc, String interval) {}

  /** Shares of the n-grams of one length that stand in training text. */
  record CopiesLine(
      String words,
      String writtenOwn,
      String imitatedOwn,
      String writtenOthers,
      String imitatedOthers) {}

  record WentOnLine(
      String source,
      String conversations,
      String lines,
      String parsed,
      String known,
      String inOrder,
      String bothSpeak,
      String switches,
      String gap,
      String gapRange) {}

  record AnswerLine(
      String model, String task, String question, String answer, String probability, String stop) {}

  static EvidenceView of(Evidence evidence) {
    return new EvidenceView(
        !evidence.verdicts().isEmpty(),
        evidence.verdicts().stream()
            .findFirst()
            .map(judged -> Numbers.percent(judged.chance()))
            .orElse(""),
        verdicts(evidence.verdicts()),
        !evidence.told().isEmpty(),
        evidence.told().stream().map(EvidenceView::told).toList(),
        !evidence.copies().isEmpty(),
        copies(evidence.copies()),
        !evidence.transcripts().isEmpty(),
        guidance(evidence.transcripts()),
        evidence.transcripts().stream().map(EvidenceView::wentOn).toList(),
        !evidence.answers().isEmpty(),
        evidence.answers().stream().map(EvidenceView::answer).toList(),
        !evidence.sizes().isEmpty(),
        evidence.sizes().isEmpty() ? null : ScalingPage.sizes(evidence.sizes()));
  }

  private static List<VerdictLine> verdicts(List<Judged> verdicts) {
    Map<String, Map<String, Judged>> byTexts = new LinkedHashMap<>();
    for (Judged judged : verdicts) {
      String texts =
          "%d %s, %s"
              .formatted(
                  judged.messages(),
                  judged.messages() == 1 ? "message" : "messages",
                  source(judged.source()));
      byTexts.computeIfAbsent(texts, key -> new LinkedHashMap<>()).put(judged.judge(), judged);
    }
    List<VerdictLine> lines = new ArrayList<>();
    byTexts.forEach(
        (texts, judges) -> {
          Judged any = judges.values().iterator().next();
          Judged attention = judges.get("attention");
          Judged ngrams = judges.get("ngrams");
          lines.add(
              new VerdictLine(
                  texts,
                  Numbers.count(any.texts()),
                  share(attention),
                  interval(attention),
                  share(ngrams),
                  interval(ngrams)));
        });
    return lines;
  }

  private static ToldLine told(Told row) {
    return new ToldLine(
        Numbers.count(row.messages()) + (row.messages() == 1 ? " message" : " messages"),
        Numbers.count(row.texts()),
        Numbers.decimals(row.auc().value(), 2),
        Numbers.interval(row.auc(), 2));
  }

  private static List<CopiesLine> copies(List<Copies> rows) {
    return rows.stream()
        .map(Copies::n)
        .distinct()
        .map(
            n ->
                new CopiesLine(
                    n + " words",
                    share(rows, n, "test", "own"),
                    share(rows, n, "generated", "own"),
                    share(rows, n, "test", "others"),
                    share(rows, n, "generated", "others")))
        .toList();
  }

  private static String share(List<Copies> rows, int n, String source, String target) {
    return rows.stream()
        .filter(row -> row.n() == n && row.source().equals(source) && row.target().equals(target))
        .findFirst()
        .map(row -> percent(row.share()))
        .orElse("");
  }

  private static String source(String source) {
    return switch (source) {
      case "test" -> "really written, held out";
      case "validation" -> "really written, for validation";
      case "base" -> "imitated before training";
      case "shared" -> "imitated by the model shared by all";
      case "author" -> "imitated with the own adapter";
      case "prompted" -> "imitated from the latest messages";
      default -> source;
    };
  }

  private static String share(Judged judged) {
    return judged == null ? "" : Numbers.percent(judged.top1().value());
  }

  private static String interval(Judged judged) {
    return judged == null || judged.top1().low() == null
        ? ""
        : "%s to %s"
            .formatted(Numbers.percent(judged.top1().low()), Numbers.percent(judged.top1().high()));
  }

  private static WentOnLine wentOn(WentOn row) {
    String source =
        switch (row.source()) {
          case "people" -> "as people went on";
          case "guided" -> "guided";
          case "free" -> "unguided";
          default -> row.source();
        };
    return new WentOnLine(
        source,
        Numbers.count(row.transcripts()),
        Numbers.count(row.lines()),
        percent(row.parsed()),
        percent(row.known()),
        percent(row.inOrder()),
        percent(row.bothSpeak()),
        percent(row.switchRate()),
        Numbers.decimals(row.gap().value(), 1),
        Numbers.interval(row.gap(), 1));
  }

  private static String guidance(List<WentOn> rows) {
    return rows.stream()
        .filter(row -> row.headersSampled() > 0)
        .findFirst()
        .map(
            row ->
                "Guidance refused %s of the %s headers that the model proposed; %s of %s turns were given by a rule."
                    .formatted(
                        Numbers.count(row.headersRefused()),
                        Numbers.count(row.headersSampled()),
                        Numbers.count(row.turnsForced()),
                        Numbers.count(row.lines())))
        .orElse("");
  }

  private static AnswerLine answer(Answered answered) {
    return new AnswerLine(
        answered.model().equals("base") ? "before training" : "shared by all",
        answered.task(),
        answered.question(),
        answered.answer(),
        probability(answered.probability()),
        probability(answered.probabilityWithStop()));
  }

  private static String percent(Double share) {
    return share == null ? "" : Numbers.percent(share);
  }

  /** Small ones with their magnitude: a long answer has one of many zeros. */
  private static String probability(double value) {
    return value == 0 || value >= 0.001
        ? Numbers.decimals(value, 3)
        : String.format(Locale.ROOT, "%.0e", value);
  }
}
