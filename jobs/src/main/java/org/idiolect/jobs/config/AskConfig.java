package org.idiolect.jobs.config;

import java.util.List;
import org.idiolect.evaluate.Question;

/**
 * Settings of zero-shot questions.
 *
 * @param maxNewTokens longest answer
 * @param templates prompt of each task; {text} stands for the question
 * @param questions what every evaluation asks, each as {@code task: text}
 */
public record AskConfig(int maxNewTokens, Templates templates, List<String> questions) {
  public AskConfig {
    if (maxNewTokens < 1) {
      throw new IllegalArgumentException("max-new-tokens must be at least 1, got " + maxNewTokens);
    }
    for (String question : questions) {
      parse(question, templates);
    }
  }

  /** The questions in their templates. */
  public List<Question> asked() {
    return questions.stream().map(question -> parse(question, templates)).toList();
  }

  private static Question parse(String question, Templates templates) {
    int colon = question.indexOf(':');
    String task = colon < 0 ? "" : question.substring(0, colon).strip();
    String template = templates.of(task);
    String text = question.substring(colon + 1).strip();
    if (template == null || text.isEmpty()) {
      throw new IllegalArgumentException(
          "questions must be like \"question: who ...?\", with one of question, translation,"
              + " summary, arithmetic before the colon; got \""
              + question
              + "\"");
    }
    return new Question(task, text, template.replace("{text}", text));
  }

  /** One prompt for each task. */
  public record Templates(String question, String translation, String summary, String arithmetic) {
    /** The template of a task, null if there is none. */
    String of(String task) {
      return switch (task) {
        case "question" -> question;
        case "translation" -> translation;
        case "summary" -> summary;
        case "arithmetic" -> arithmetic;
        default -> null;
      };
    }
  }
}
