package org.idiolect.clean;

import com.johnsnowlabs.nlp.IAnnotation;
import com.johnsnowlabs.nlp.LightPipeline;
import com.johnsnowlabs.nlp.annotators.TokenizerModel;
import com.johnsnowlabs.nlp.annotators.sbd.pragmatic.SentenceDetector;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Spark NLP's number of tokens and sentences of a text, as a function on columns: what the
 * annotators say, with less work ({@link SentenceRules}, {@link ChunkTokens}).
 */
final class CountText implements UDF1<String, Row> {
  static final StructType SCHEMA =
      new StructType()
          .add(Message.NLP_TOKENS, DataTypes.IntegerType, false)
          .add(Message.SENTENCES, DataTypes.IntegerType, false);

  private static final long serialVersionUID = 1L;
  private static final Row NOTHING = RowFactory.create(0, 0);

  private final PipelineModel annotators;
  private transient Parts parts;

  private record Parts(LightPipeline pipeline, SentenceRules sentences, ChunkTokens tokens) {}

  CountText(PipelineModel annotators) {
    this.annotators = annotators;
  }

  @Override
  public Row call(String text) {
    if (text.isBlank()) {
      return text.isEmpty() ? NOTHING : annotated(text);
    }
    if (!SentenceRules.isPlain(text)) {
      return annotated(text);
    }
    Parts ready = parts();
    List<String> sentences = ready.sentences().of(text);
    int tokens = 0;
    for (String sentence : sentences) {
      tokens += ready.tokens().count(sentence);
    }
    return RowFactory.create(tokens, sentences.size());
  }

  /** What the annotators say, without shortcuts. */
  Row annotated(String text) {
    Map<String, List<IAnnotation>> annotations = parts().pipeline().fullAnnotateJava(text);
    return RowFactory.create(
        annotations.get(TextCounts.TOKEN).size(), annotations.get(TextCounts.SENTENCE).size());
  }

  /** Tasks of one executor may share this function. */
  private synchronized Parts parts() {
    if (parts == null) {
      parts =
          new Parts(
              new LightPipeline(annotators, false),
              new SentenceRules(stage(SentenceDetector.class)),
              new ChunkTokens(stage(TokenizerModel.class)));
    }
    return parts;
  }

  private <T extends Transformer> T stage(Class<T> type) {
    for (Transformer stage : annotators.stages()) {
      if (type.isInstance(stage)) {
        return type.cast(stage);
      }
    }
    throw new IllegalStateException("the annotators have no " + type.getSimpleName());
  }
}
