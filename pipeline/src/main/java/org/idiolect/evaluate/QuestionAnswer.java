package org.idiolect.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * The table {@code questions}: what one model answers to one question, greedily.
 *
 * <p>{@code probability} is the product over the answer's tokens, {@code probability_with_stop}
 * that times the stop token's, 0 when the answer was cut at its longest; {@code logprobs} are nats,
 * one a token of {@code token_ids}; {@code stop_logprob} is null for an answer that was cut.
 */
public final class QuestionAnswer {
  public static final String MODEL = "model";
  public static final String TASK = "task";
  public static final String QUESTION = "question";
  public static final String ANSWER = "answer";
  public static final String PROBABILITY = "probability";
  public static final String PROBABILITY_WITH_STOP = "probability_with_stop";

  public static final StructType SCHEMA =
      new StructType()
          .add(MODEL, DataTypes.StringType, false)
          .add(TASK, DataTypes.StringType, false)
          .add(QUESTION, DataTypes.StringType, false)
          .add("prompt", DataTypes.StringType, false)
          .add(ANSWER, DataTypes.StringType, false)
          .add(PROBABILITY, DataTypes.DoubleType, false)
          .add(PROBABILITY_WITH_STOP, DataTypes.DoubleType, false)
          .add("token_ids", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("logprobs", DataTypes.createArrayType(DataTypes.DoubleType, false), false)
          .add("stop_logprob", DataTypes.DoubleType, true);

  public static final Table TABLE = new Table("questions", SCHEMA);
  static final Encoder<Row> ENCODER = Encoders.row(SCHEMA);

  private QuestionAnswer() {}

  static Row row(String model, Question question, Answer answer) {
    List<Integer> ids = new ArrayList<>();
    List<Double> logProbabilities = new ArrayList<>();
    for (int i = 0; i < answer.tokenIds().length; i++) {
      ids.add(answer.tokenIds()[i]);
      logProbabilities.add((double) answer.logProbabilities()[i]);
    }
    double stop = answer.stopLogProbability();
    return RowFactory.create(
        model,
        question.task(),
        question.text(),
        question.prompt(),
        answer.text(),
        answer.probability(),
        answer.probabilityWithStop(),
        ids.toArray(),
        logProbabilities.toArray(),
        Double.isNaN(stop) ? null : stop);
  }
}
