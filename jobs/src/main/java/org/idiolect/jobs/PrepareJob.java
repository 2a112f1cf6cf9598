package org.idiolect.jobs;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.clean.Message;
import org.idiolect.jobs.config.ConfigException;
import org.idiolect.model.Gpt2Config;
import org.idiolect.table.Stage;
import org.idiolect.table.StageCommit;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.window.Author;
import org.idiolect.window.AuthorStep;
import org.idiolect.window.TokenWindow;
import org.idiolect.window.WindowConfig;
import org.idiolect.window.WindowStep;

/** messages -> windows, authors. */
public final class PrepareJob {
  public static final String STAGE = "prepare";

  private PrepareJob() {}

  public static StageCommit run(RunContext context) {
    Stage stage =
        Stage.open(context.run(), STAGE, List.of(TokenWindow.TABLE.name(), Author.TABLE.name()));
    WindowConfig config = context.config().window();
    Path model = Path.of(context.baseModel());
    requireFits(config, Gpt2Config.read(model));
    Dataset<Row> messages = context.read(IngestJob.STAGE, Message.TABLE);
    context.describe("cut sessions into token windows");
    stage.write(WindowStep.cut(messages, ChatTokenizer.read(model), config), TokenWindow.TABLE);
    context.describe("count and grade the authors");
    Dataset<Row> windows = stage.staged(context.spark(), TokenWindow.TABLE);
    stage.write(AuthorStep.summarise(messages, windows, config.authors()), Author.TABLE);
    stage.countBy(context.spark(), TokenWindow.TABLE, TokenWindow.SPLIT, "windows");
    stage.countBy(context.spark(), Author.TABLE, Author.ELIGIBLE, "authors.eligible");
    return stage.commit(context.settings(), List.of(IngestJob.STAGE));
  }

  private static void requireFits(WindowConfig config, Gpt2Config model) {
    if (config.blockSize() > model.contextLength()) {
      throw new ConfigException(
          "window.block-size must be at most the model's context length "
              + model.contextLength()
              + ", got "
              + config.blockSize());
    }
  }
}
