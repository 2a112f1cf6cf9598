package org.idiolect.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.ModelRegistry;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.train.TaskDevice;

/** Answers every question under each of the models that arrive, by name: base or shared. */
final class AnswerQuestions implements MapPartitionsFunction<String, Row> {
  private final ArrayList<Question> questions;
  private final String baseFolder;
  private final String sharedFolder;
  private final ComputeConfig compute;
  private final int maxNewTokens;

  AnswerQuestions(
      List<Question> questions,
      String baseFolder,
      String sharedFolder,
      ComputeConfig compute,
      int maxNewTokens) {
    this.questions = new ArrayList<>(questions);
    this.baseFolder = baseFolder;
    this.sharedFolder = sharedFolder;
    this.compute = compute;
    this.maxNewTokens = maxNewTokens;
  }

  @Override
  public Iterator<Row> call(Iterator<String> models) {
    List<Row> rows = new ArrayList<>();
    while (models.hasNext()) {
      String name = models.next();
      String folder = name.equals("base") ? baseFolder : sharedFolder;
      Gpt2Model model = ModelRegistry.get(folder, TaskDevice.of(compute));
      // A model with a short memory still answers, in fewer tokens.
      int longest = Math.min(maxNewTokens, model.config().contextLength() / 2);
      Asker asker = new Asker(model, null, ChatTokenizer.read(Path.of(folder)), longest);
      questions.forEach(
          question -> rows.add(QuestionAnswer.row(name, question, asker.ask(question.prompt()))));
    }
    return rows.iterator();
  }
}
