package org.idiolect.report;

import java.util.List;

/**
 * The page as the templates see it: every number already text. Names are those in the templates.
 */
record PageView(
    String title,
    String runId,
    String finished,
    String verdict,
    List<Card> cards,
    boolean hasOverall,
    List<ModelLine> overall,
    String overallScope,
    boolean hasDifferences,
    List<DifferenceLine> differences,
    boolean hasPeople,
    String peopleShown,
    List<PersonLine> people,
    boolean hasForest,
    String forestSize,
    List<ForestLine> forest,
    boolean hasPhases,
    List<CurveView> phases,
    EvidenceView evidence,
    FlowView flow,
    boolean hasReproduce,
    String reproduce,
    List<ReportData.Fact> facts,
    Assets.Inlined assets,
    String chartData) {

  record Card(String number, String caption) {}

  record ModelLine(
      String model,
      String name,
      String bits,
      String bitsInterval,
      String token,
      String tokenInterval,
      String word,
      String wordInterval) {}

  record DifferenceLine(
      String question, String difference, String interval, String relative, String css) {}

  record ForestLine(String label, String difference, String interval) {}

  record PointLine(String step, String train, String validation) {}

  record CurveView(String name, String curveId, List<PointLine> points) {}

  record Band(String css, String x, String width, String caption) {}

  record SourceLine(
      String name,
      String files,
      String read,
      String kept,
      String rejected,
      String duplicates,
      String filtered) {}

  record FlowView(
      String read,
      String kept,
      String rejected,
      String duplicates,
      String filtered,
      boolean hasFlow,
      List<Band> bands,
      List<SourceLine> sources) {}

  record HabitLine(String name, String train, String test, String generated) {}

  record SampleView(
      List<PromptLines.Said> said, String realReply, String imitation, String copied) {}

  /** A number as it is shown, its interval, and the number to sort by. */
  record Cell(String shown, String interval, String sort) {}

  record PersonLine(
      String anchor,
      String label,
      String grade,
      String messages,
      long messagesSort,
      String tokens,
      long tokensSort,
      Cell base,
      Cell shared,
      Cell own,
      Cell perplexity,
      String gain,
      String gainSort,
      String gainCss,
      String status,
      boolean open,
      List<SampleView> samples,
      boolean hasHabits,
      List<HabitLine> habits,
      boolean hasCurve,
      String curveId,
      List<PointLine> points) {}
}
