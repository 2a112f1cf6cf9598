package org.idiolect.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import com.johnsnowlabs.nlp.DocumentAssembler;
import com.johnsnowlabs.nlp.annotators.Tokenizer;
import com.johnsnowlabs.nlp.annotators.sbd.pragmatic.SentenceDetector;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.ingest.ExportEvent;

/**
 * Counts tokens and sentences of each text with Spark NLP's rule-based annotators.
 *
 * <p><b>Cost</b>: no shuffle; once for what was kept. The annotators run as Spark NLP's light
 * pipeline, text by text in the task, since their columns of annotations cost more than the rules.
 */
final class TextCounts {
  static final String DOCUMENT = "document";
  static final String SENTENCE = "sentence";
  static final String TOKEN = "token";
  private static final String NLP_TEXT = "nlp_text";
  private static final String COUNTS = "nlp_counts";

  private TextCounts() {}

  static Dataset<Row> count(Dataset<Row> messages) {
    Column isText = col(Message.KIND).equalTo(Message.KIND_TEXT);
    Dataset<Row> typed =
        messages.withColumn(NLP_TEXT, when(isText, col(ExportEvent.TEXT)).otherwise(lit("")));
    var counts = udf(new CountText(annotators(typed)), CountText.SCHEMA);
    return typed
        .withColumn(COUNTS, counts.apply(col(NLP_TEXT)))
        .withColumn(Message.NLP_TOKENS, col(COUNTS).getField(Message.NLP_TOKENS))
        .withColumn(Message.SENTENCES, col(COUNTS).getField(Message.SENTENCES))
        .drop(NLP_TEXT, COUNTS);
  }

  /** Fitting reads no row: the annotators are rules. */
  static PipelineModel annotators(Dataset<Row> typed) {
    DocumentAssembler document = new DocumentAssembler();
    document.setInputCol(NLP_TEXT);
    document.setOutputCol(DOCUMENT);
    SentenceDetector sentence = new SentenceDetector();
    sentence.setInputCols(new String[] {DOCUMENT});
    sentence.setOutputCol(SENTENCE);
    Tokenizer token = new Tokenizer();
    token.setInputCols(new String[] {SENTENCE});
    token.setOutputCol(TOKEN);
    return new Pipeline().setStages(new PipelineStage[] {document, sentence, token}).fit(typed);
  }
}
