package org.idiolect.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import com.johnsnowlabs.nlp.DocumentAssembler;
import com.johnsnowlabs.nlp.annotators.Tokenizer;
import com.johnsnowlabs.nlp.annotators.sbd.pragmatic.SentenceDetector;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.ingest.ExportEvent;

/**
 * Counts tokens and sentences of each text with Spark NLP's rule-based annotators.
 *
 * <p><b>Cost</b>: no shuffle; the most expensive part of cleaning, so it runs once on what was
 * kept.
 */
final class TextCounts {
  private static final String NLP_TEXT = "nlp_text";
  private static final String DOCUMENT = "document";
  private static final String SENTENCE = "sentence";
  private static final String TOKEN = "token";

  private TextCounts() {}

  static Dataset<Row> count(Dataset<Row> messages) {
    Column isText = col(Message.KIND).equalTo(Message.KIND_TEXT);
    Dataset<Row> typed =
        messages.withColumn(NLP_TEXT, when(isText, col(ExportEvent.TEXT)).otherwise(lit("")));
    Dataset<Row> annotated = pipeline().fit(typed).transform(typed);
    return annotated
        .withColumn(Message.NLP_TOKENS, size(col(TOKEN)))
        .withColumn(Message.SENTENCES, size(col(SENTENCE)))
        .drop(NLP_TEXT, DOCUMENT, SENTENCE, TOKEN);
  }

  private static Pipeline pipeline() {
    DocumentAssembler document = new DocumentAssembler();
    document.setInputCol(NLP_TEXT);
    document.setOutputCol(DOCUMENT);
    SentenceDetector sentence = new SentenceDetector();
    sentence.setInputCols(new String[] {DOCUMENT});
    sentence.setOutputCol(SENTENCE);
    Tokenizer token = new Tokenizer();
    token.setInputCols(new String[] {SENTENCE});
    token.setOutputCol(TOKEN);
    return new Pipeline().setStages(new PipelineStage[] {document, sentence, token});
  }
}
