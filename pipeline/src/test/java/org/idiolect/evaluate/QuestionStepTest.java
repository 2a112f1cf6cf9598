package org.idiolect.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.idiolect.SparkExtension;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.Precision;
import org.idiolect.model.TensorType;
import org.idiolect.tokenize.ChatTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class QuestionStepTest {
  private static final ComputeConfig CPU = new ComputeConfig("cpu", Precision.FLOAT32, 1);
  private static final int LONGEST = 5;

  @TempDir Path folder;

  @Test
  void everyModelAnswersEveryQuestionWithItsProbability(SparkSession spark) {
    List<Question> questions =
        List.of(
            new Question("question", "who sings?", "Q: who sings?\nA:"),
            new Question("arithmetic", "1 + 2", "1 + 2 ="));

    List<Row> rows =
        QuestionStep.answer(spark, questions, model("base", 1), model("shared", 2), CPU, LONGEST)
            .collectAsList();

    assertThat(rows).hasSize(4);
    assertThat(rows)
        .extracting(row -> row.getString(0) + " " + row.getString(2))
        .containsExactlyInAnyOrder(
            "base who sings?", "base 1 + 2", "shared who sings?", "shared 1 + 2");
    rows.forEach(QuestionStepTest::requireConsistent);
  }

  private static void requireConsistent(Row row) {
    List<Double> logProbabilities = row.getList(row.fieldIndex("logprobs"));
    double sum = logProbabilities.stream().mapToDouble(x -> x).sum();
    double probability = row.getAs(QuestionAnswer.PROBABILITY);
    assertThat(probability).isCloseTo(Math.exp(sum), within(1e-12));
    assertThat(row.getList(row.fieldIndex("token_ids"))).hasSameSizeAs(logProbabilities);
    Double stop = row.getAs("stop_logprob");
    assertThat(stop == null).isEqualTo(logProbabilities.size() == LONGEST);
    assertThat(row.<Double>getAs(QuestionAnswer.PROBABILITY_WITH_STOP))
        .isCloseTo(stop == null ? 0 : probability * Math.exp(stop), within(1e-12));
  }

  private String model(String name, long seed) {
    ChatTokenizer tokenizer = ChatTokenizer.truncated(300);
    Path model = folder.resolve(name);
    Gpt2Config shape =
        new Gpt2Config(tokenizer.vocabularySize(), 64, 16, 1, 2, tokenizer.endOfText(), 1e-5);
    Gpt2Weights.initialize(shape, seed).write(model, TensorType.F32);
    tokenizer.writeHuggingFaceFiles(model);
    return model.toString();
  }
}
