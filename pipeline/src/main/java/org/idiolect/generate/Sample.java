package org.idiolect.generate;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * One imitation beside the real reply; table {@code samples}.
 *
 * @param sampleId hash of model, message and seed
 * @param authorId who is imitated
 * @param model base, shared, author; or prompted: the shared model with the author's latest
 *     messages in the prompt, where there is no adapter
 * @param latestMessages how many of the author's latest messages stand before the conversation in
 *     the prompt; 0 unless prompted
 * @param conversationId where the prompt comes from
 * @param sessionId where the prompt comes from
 * @param prompt the transcript before the message, its header included
 * @param text what the model wrote
 * @param realReply what the person wrote
 * @param seed of this sample's random numbers
 * @param temperature as set
 * @param topK as set
 * @param topP as set
 * @param stopReason end_of_message or length
 * @param tokens tokens generated
 * @param longestCopiedTokens longest run of tokens that also stands in the author's training text
 */
public record Sample(
    String sampleId,
    String authorId,
    String model,
    int latestMessages,
    String conversationId,
    String sessionId,
    String prompt,
    String text,
    String realReply,
    long seed,
    double temperature,
    int topK,
    double topP,
    String stopReason,
    int tokens,
    int longestCopiedTokens) {

  public static final String SAMPLE_ID = "sample_id";
  public static final String AUTHOR_ID = "author_id";
  public static final String MODEL = "model";

  public static final StructType SCHEMA =
      new StructType()
          .add(SAMPLE_ID, DataTypes.StringType, false)
          .add(AUTHOR_ID, DataTypes.StringType, false)
          .add(MODEL, DataTypes.StringType, false)
          .add("latest_messages", DataTypes.IntegerType, false)
          .add("conversation_id", DataTypes.StringType, false)
          .add("session_id", DataTypes.StringType, false)
          .add("prompt", DataTypes.StringType, false)
          .add("text", DataTypes.StringType, false)
          .add("real_reply", DataTypes.StringType, false)
          .add("seed", DataTypes.LongType, false)
          .add("temperature", DataTypes.DoubleType, false)
          .add("top_k", DataTypes.IntegerType, false)
          .add("top_p", DataTypes.DoubleType, false)
          .add("stop_reason", DataTypes.StringType, false)
          .add("tokens", DataTypes.IntegerType, false)
          .add("longest_copied_tokens", DataTypes.IntegerType, false)
          .add("synthetic", DataTypes.BooleanType, false);

  public static final Table TABLE = new Table("samples", SCHEMA);

  Row toRow() {
    return RowFactory.create(
        sampleId,
        authorId,
        model,
        latestMessages,
        conversationId,
        sessionId,
        prompt,
        text,
        realReply,
        seed,
        temperature,
        topK,
        topP,
        stopReason,
        tokens,
        longestCopiedTokens,
        true);
  }
}
