package org.idiolect.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.idiolect.model.Generation;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.ModelRegistry;
import org.idiolect.model.Prompt;
import org.idiolect.model.SamplingConfig;
import org.idiolect.model.StopReason;
import org.idiolect.table.Checksums;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.train.AdapterRow;
import org.idiolect.window.MessageTokens;

/** Generates the samples of the authors in one partition. */
final class GenerateSamples implements MapPartitionsFunction<Row, Row> {
  private final GenerationTask task;

  GenerateSamples(GenerationTask task) {
    this.task = task;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> authors) {
    if (!authors.hasNext()) {
      return authors;
    }
    Gpt2Model base = ModelRegistry.get(task.baseFolder(), task.compute());
    Gpt2Model shared = ModelRegistry.get(task.sharedFolder(), task.compute());
    ChatTokenizer tokenizer = ChatTokenizer.read(Path.of(task.sharedFolder()));
    Writer writer = new Writer(task.config(), base, shared, tokenizer);
    Iterable<Row> rows = () -> authors;
    return StreamSupport.stream(rows.spliterator(), false)
        .flatMap(author -> writer.samples(author).stream())
        .map(Sample::toRow)
        .iterator();
  }

  /** The models of one task and how they are asked. */
  private record Writer(
      GenerateConfig config, Gpt2Model base, Gpt2Model shared, ChatTokenizer tokenizer) {

    List<Sample> samples(Row author) {
      LoraAdapter adapter = AdapterRow.adapter(author, shared.config());
      List<Row> prompts = author.getList(author.fieldIndex("prompts"));
      int[] training = ints(author.getList(author.fieldIndex("training")));
      List<Sample> samples = new ArrayList<>();
      samples.addAll(write("base", base, null, author, prompts, training));
      samples.addAll(write("shared", shared, null, author, prompts, training));
      samples.addAll(write("author", shared, adapter, author, prompts, training));
      return samples;
    }

    private List<Sample> write(
        String name,
        Gpt2Model model,
        LoraAdapter adapter,
        Row author,
        List<Row> messages,
        int[] training) {
      SamplingConfig sampling = config.sampling(MessageTokens.endMark(tokenizer));
      List<Prompt> prompts =
          messages.stream()
              .map(row -> new Prompt(ids(row, "prompt_ids"), adapter, seed(row)))
              .toList();
      List<Generation> generations = model.generate(prompts, sampling);
      List<Sample> samples = new ArrayList<>();
      for (int i = 0; i < prompts.size(); i++) {
        samples.add(sample(name, author, messages.get(i), generations.get(i), training));
      }
      return samples;
    }

    private Sample sample(
        String model, Row author, Row message, Generation generation, int[] training) {
      String authorId = author.getAs("author_id");
      String messageId = message.getAs("message_id");
      int[] ids = generation.newTokenIds();
      return new Sample(
          Checksums.sha256(model + ' ' + messageId + ' ' + config.seed()).substring(0, 26),
          authorId,
          model,
          message.getAs("conversation_id"),
          message.getAs("session_id"),
          tokenizer.decode(ids(message, "prompt_ids")),
          MessageTokens.text(tokenizer, ids),
          MessageTokens.text(tokenizer, ids(message, "real_ids")),
          seed(message),
          config.temperature(),
          config.topK(),
          config.topP(),
          generation.stopReason() == StopReason.STOP_TOKEN ? "end_of_message" : "length",
          ids.length,
          LongestCopy.tokens(ids, training));
    }

    /** A function of the setting and the message, so that neighbours change nothing. */
    private long seed(Row message) {
      String messageId = message.getAs("message_id");
      return Long.parseUnsignedLong(
          Checksums.sha256(config.seed() + " " + messageId).substring(0, 15), 16);
    }

    private static int[] ids(Row row, String column) {
      return ints(row.getList(row.fieldIndex(column)));
    }

    private static int[] ints(List<Integer> values) {
      return values.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
