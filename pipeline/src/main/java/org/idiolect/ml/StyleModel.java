package org.idiolect.ml;

import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.idiolect.table.Tables;
import org.idiolect.train.AdapterRow;
import scala.Option;

/**
 * One adapter an author, as {@link StyleEstimator} has trained them. It scores messages as {@link
 * NllScorer} does, each under its author's own adapter.
 *
 * <p>Saved, it is a folder with the settings and the adapters; {@code PATH/adapters} is a table for
 * {@link TextGenerator#setAdapters}. The model below the adapters stays where it is; each adapter
 * holds its hash, and refuses another.
 */
public final class StyleModel extends Model<StyleModel>
    implements HasModel<StyleModel>, HasMessages<StyleModel>, MLWritable {
  private static final long serialVersionUID = 1;
  private static final String ADAPTERS = "adapters";

  private final String uid;
  private final transient Dataset<Row> adapters;

  StyleModel(String uid, Dataset<Row> adapters) {
    this.uid = uid;
    this.adapters = adapters;
    MessageStage.setDefaults(this, MessageStage.SCORED_TOGETHER);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The table {@code adapters}: one row an author, failed ones with their cause. */
  public Dataset<Row> adapters() {
    return adapters;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType output = transformSchema(dataset.schema());
    MessageStage stage = MessageStage.of(this, dataset.schema());
    AddColumn scores = stage.scoring(TaskModel.of(this), output);
    return scores.to(dataset.toDF(), getOrDefault(authorCol()), adapters);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return MessageStage.schema(this, schema, ScoreMessages.SCORE);
  }

  @Override
  public StyleModel copy(ParamMap extra) {
    return this.<StyleModel>copyValues(new StyleModel(uid, adapters), extra).setParent(parent());
  }

  @Override
  public MLWriter write() {
    return new Writer(this);
  }

  /** Reads what {@link #write} has written; {@code PipelineModel.load} calls it. */
  public static MLReader<StyleModel> read() {
    return new Reader();
  }

  public static StyleModel load(String path) {
    return read().load(path);
  }

  private static String folder(String path) {
    return new Path(path, ADAPTERS).toString();
  }

  private static final class Writer extends MLWriter {
    private final StyleModel model;

    Writer(StyleModel model) {
      this.model = model;
    }

    @Override
    public void saveImpl(String path) {
      DefaultParamsWriter.saveMetadata(model, path, sc(), Option.empty(), Option.empty());
      model.adapters.write().parquet(folder(path));
    }
  }

  private static final class Reader extends MLReader<StyleModel> {
    @Override
    public StyleModel load(String path) {
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader.loadMetadata(path, sc(), StyleModel.class.getName());
      Dataset<Row> adapters =
          Tables.requireSchema(sparkSession().read().parquet(folder(path)), AdapterRow.TABLE);
      StyleModel model = new StyleModel(metadata.uid(), adapters);
      metadata.getAndSetParams(model, Option.empty());
      return model;
    }
  }
}
