package org.idiolect.ingest;

import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The working table of ingest: one row for each message, system record, reject and source. Its
 * columns are null where the type of row has no use for them. Ids are pseudonyms already; names and
 * paths are in columns that only {@code names} and {@code sources_private} take.
 */
public final class ExportEvent {
  /** One of {@link #MESSAGE}, {@link #FILTERED}, {@link #REJECT}, {@link #SOURCE}. */
  public static final String TYPE = "type";

  public static final String MESSAGE = "message";
  public static final String FILTERED = "filtered";
  public static final String REJECT = "reject";
  public static final String SOURCE = "source";

  public static final String SOURCE_ID = "source_id";
  public static final String POSITION = "position";
  public static final String PLATFORM = "platform";
  public static final String CONVERSATION_ID = "conversation_id";
  public static final String AUTHOR_ID = "author_id";
  public static final String AUTHOR_NAME = "author_name";

  /** Id of the message if it has a native one, else of its content, which may occur twice. */
  public static final String IDENTITY = "identity";

  public static final String HAS_NATIVE_ID = "has_native_id";
  public static final String SENT_AT = "sent_at";
  public static final String KIND = "kind";
  public static final String TEXT = "text";
  public static final String REPLY_TO = "reply_to";
  public static final String EDITED_AT = "edited_at";
  public static final String WORDS = "words";
  public static final String REASON = "reason";
  public static final String DETAIL = "detail";
  public static final String PLACE = "place";
  public static final String FORMAT = "format";
  public static final String BYTES = "bytes";
  public static final String SHA256 = "sha256";
  public static final String STATUS = "status";
  public static final String PATH = "path";

  /** Whether the export names its conversations; else the first message stands for the name. */
  public static final String HAS_NATIVE_CONVERSATION = "has_native_conversation";

  /**
   * Of a filtered row that names a person: the id that stands for the name in messages without one.
   */
  public static final String ACCOUNT = "account";

  public static final StructType SCHEMA =
      new StructType()
          .add(TYPE, DataTypes.StringType, false)
          .add(SOURCE_ID, DataTypes.StringType, false)
          .add(POSITION, DataTypes.LongType)
          .add(PLATFORM, DataTypes.StringType)
          .add(CONVERSATION_ID, DataTypes.StringType)
          .add(AUTHOR_ID, DataTypes.StringType)
          .add(AUTHOR_NAME, DataTypes.StringType)
          .add(IDENTITY, DataTypes.StringType)
          .add(HAS_NATIVE_ID, DataTypes.BooleanType)
          .add(SENT_AT, DataTypes.TimestampType)
          .add(KIND, DataTypes.StringType)
          .add(TEXT, DataTypes.StringType)
          .add(REPLY_TO, DataTypes.StringType)
          .add(EDITED_AT, DataTypes.TimestampType)
          .add(WORDS, DataTypes.IntegerType)
          .add(REASON, DataTypes.StringType)
          .add(DETAIL, DataTypes.StringType)
          .add(PLACE, DataTypes.StringType)
          .add(FORMAT, DataTypes.StringType)
          .add(BYTES, DataTypes.LongType)
          .add(SHA256, DataTypes.StringType)
          .add(STATUS, DataTypes.StringType)
          .add(PATH, DataTypes.StringType)
          .add(HAS_NATIVE_CONVERSATION, DataTypes.BooleanType)
          .add(ACCOUNT, DataTypes.StringType);

  static final Encoder<Row> ENCODER = Encoders.row(SCHEMA);

  private ExportEvent() {}
}
