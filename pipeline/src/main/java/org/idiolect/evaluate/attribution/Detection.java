package org.idiolect.evaluate.attribution;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Table;

/**
 * The table {@code detect}: how well a classifier tells imitations from people's held-out messages.
 *
 * <p>{@code auc} is the area under the ROC curve (0.5 = cannot tell, 1 = always), with the 95 %
 * interval of Hanley and McNeil (1982). The detector has never read the people it is asked about.
 */
public final class Detection {
  public static final String MESSAGES = Texts.MESSAGES;
  public static final String DETECTOR = "detector";
  public static final String HUMAN_TEXTS = "human_texts";
  public static final String GENERATED_TEXTS = "generated_texts";
  public static final String AUC = "auc";
  public static final String LOW = "low";
  public static final String HIGH = "high";

  public static final StructType SCHEMA =
      new StructType()
          .add(MESSAGES, DataTypes.IntegerType, false)
          .add(DETECTOR, DataTypes.StringType, false)
          .add(HUMAN_TEXTS, DataTypes.LongType, false)
          .add(GENERATED_TEXTS, DataTypes.LongType, false)
          .add(AUC, DataTypes.DoubleType, false)
          .add(LOW, DataTypes.DoubleType, false)
          .add(HIGH, DataTypes.DoubleType, false);

  public static final Table TABLE = new Table("detect", SCHEMA);

  private Detection() {}
}
