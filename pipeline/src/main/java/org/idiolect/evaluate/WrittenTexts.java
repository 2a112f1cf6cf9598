package org.idiolect.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.clean.Message;
import org.idiolect.generate.Sample;
import org.idiolect.window.TokenWindow;

/**
 * What people wrote, by split, and what was written in their name: {@code author_id, source,
 * text_id, text, nlp_tokens, sentences}; the counts are null for imitations.
 */
final class WrittenTexts {
  static final String TEXT_ID = "text_id";

  private WrittenTexts() {}

  static Dataset<Row> of(Dataset<Row> messages, Dataset<Row> windows, Dataset<Row> samples) {
    return real(messages, windows).unionByName(generated(samples));
  }

  private static Dataset<Row> real(Dataset<Row> messages, Dataset<Row> windows) {
    Dataset<Row> splits =
        windows
            .select(TokenWindow.CONVERSATION_ID, TokenWindow.SESSION_ID, TokenWindow.SPLIT)
            .filter(col(TokenWindow.SPLIT).isin(StyleProfile.TRAIN, StyleProfile.TEST))
            .distinct();
    return messages
        .filter(col(Message.KIND).equalTo(Message.KIND_TEXT))
        .join(splits, new String[] {TokenWindow.CONVERSATION_ID, TokenWindow.SESSION_ID}, "inner")
        .select(
            col(StyleProfile.AUTHOR_ID),
            col(TokenWindow.SPLIT).as(StyleProfile.SOURCE),
            col(Message.MESSAGE_ID).as(TEXT_ID),
            col(Message.TEXT),
            col(Message.NLP_TOKENS).cast("int"),
            col(Message.SENTENCES).cast("int"));
  }

  private static Dataset<Row> generated(Dataset<Row> samples) {
    return samples
        .filter(col(MessageNll.MODEL).equalTo(ScoredModel.AUTHOR.column()))
        .select(
            col(StyleProfile.AUTHOR_ID),
            lit(StyleProfile.GENERATED).as(StyleProfile.SOURCE),
            col(Sample.SAMPLE_ID).as(TEXT_ID),
            col(Message.TEXT),
            lit(null).cast("int").as(Message.NLP_TOKENS),
            lit(null).cast("int").as(Message.SENTENCES));
  }
}
