package org.idiolect.clean;

import com.johnsnowlabs.nlp.IAnnotation;
import com.johnsnowlabs.nlp.LightPipeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Spark NLP's number of tokens and sentences of a text, as a function on columns.
 *
 * <p>Two shortcuts, both of which give what the annotators give: a text of ASCII words, perhaps
 * with commas and a mark at its end, is one sentence with a token for each word, comma and mark,
 * and short texts, which people repeat, are remembered.
 */
final class CountText implements UDF1<String, Row> {
  static final StructType SCHEMA =
      new StructType()
          .add(Message.NLP_TOKENS, DataTypes.IntegerType, false)
          .add(Message.SENTENCES, DataTypes.IntegerType, false);

  private static final long serialVersionUID = 1L;
  private static final int REMEMBERED_TEXTS = 1 << 15;
  private static final int REMEMBERED_CHARS = 48;
  private static final String WORD = "[A-Za-z]++(?:'[A-Za-z]++)?+";
  private static final Pattern WORDS =
      Pattern.compile(WORD + "(?:,? " + WORD + ")*+(?:[.,:!?]|!!|\\?!)?");
  private static final Row NOTHING = RowFactory.create(0, 0);

  private final PipelineModel annotators;
  private transient LightPipeline pipeline;
  private transient Map<String, Row> remembered;

  CountText(PipelineModel annotators) {
    this.annotators = annotators;
  }

  @Override
  public Row call(String text) {
    if (text.isEmpty()) {
      return NOTHING;
    }
    if (isWords(text)) {
      boolean marked = ".:!?".indexOf(text.charAt(text.length() - 1)) >= 0;
      int before = (int) text.chars().filter(c -> c == ' ' || c == ',').count();
      return RowFactory.create(before + (marked ? 2 : 1), 1);
    }
    return text.length() <= REMEMBERED_CHARS ? remembered(text) : annotated(text);
  }

  static boolean isWords(String text) {
    return WORDS.matcher(text).matches();
  }

  /** Tasks of one executor may share this function. */
  private Row remembered(String text) {
    Row known;
    synchronized (this) {
      known = memory().get(text);
    }
    if (known == null) {
      known = annotated(text);
      synchronized (this) {
        memory().put(text, known);
      }
    }
    return known;
  }

  /** What the annotators say, without shortcuts. */
  Row annotated(String text) {
    Map<String, List<IAnnotation>> annotations = pipeline().fullAnnotateJava(text);
    return RowFactory.create(
        annotations.get(TextCounts.TOKEN).size(), annotations.get(TextCounts.SENTENCE).size());
  }

  private synchronized LightPipeline pipeline() {
    if (pipeline == null) {
      pipeline = new LightPipeline(annotators, false);
    }
    return pipeline;
  }

  private Map<String, Row> memory() {
    if (remembered == null) {
      remembered =
          new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Row> eldest) {
              return size() > REMEMBERED_TEXTS;
            }
          };
    }
    return remembered;
  }
}
