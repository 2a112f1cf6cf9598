package org.idiolect.generate;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.idiolect.model.ComputeConfig;
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
import org.idiolect.train.TaskDevice;
import org.idiolect.window.ChatPrompt;
import org.idiolect.window.LatestMessages;
import org.idiolect.window.MessageTokens;
import org.idiolect.window.Utterance;

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
    ComputeConfig compute = TaskDevice.of(task.compute());
    Gpt2Model base = ModelRegistry.get(task.baseFolder(), compute);
    Gpt2Model shared = ModelRegistry.get(task.sharedFolder(), compute);
    ChatTokenizer tokenizer = ChatTokenizer.read(Path.of(task.sharedFolder()));
    Writer writer = new Writer(task, base, shared, tokenizer);
    Iterable<Row> rows = () -> authors;
    return StreamSupport.stream(rows.spliterator(), false)
        .flatMap(author -> writer.samples(author).stream())
        .map(Sample::toRow)
        .iterator();
  }

  /** What a model wrote for one message. */
  private record Imitation(String model, ChatPrompt prompt, Row message, Generation generation) {}

  /** The models of one task and how they are asked. */
  private record Writer(
      GenerationTask task, Gpt2Model base, Gpt2Model shared, ChatTokenizer tokenizer) {

    List<Sample> samples(Row author) {
      if (author.isNullAt(author.fieldIndex("tensors"))) {
        return prompted(author);
      }
      LoraAdapter adapter = AdapterRow.adapter(author, shared.config(), shared.sha256());
      List<Row> prompts = author.getList(author.fieldIndex("prompts"));
      List<Sample> samples = new ArrayList<>();
      List<ChatPrompt> own =
          prompts.stream().map(row -> new ChatPrompt(ids(row, "prompt_ids"), Map.of(), 0)).toList();
      samples.addAll(write("base", base, null, author, own));
      samples.addAll(write("shared", shared, null, author, own));
      samples.addAll(write("author", shared, adapter, author, own));
      return samples;
    }

    private List<Sample> prompted(Row author) {
      List<Row> prompts = author.getList(author.fieldIndex("prompts"));
      List<Row> rows = author.getList(author.fieldIndex(GenerateStep.LATEST));
      List<Utterance> latest = rows.stream().map(row -> utterance(author, row)).toList();
      int room =
          Math.min(task.blockSize(), shared.config().contextLength())
              - task.config().maxNewTokens();
      LatestMessages messages = new LatestMessages(tokenizer, room);
      return write(
          "prompted",
          shared,
          null,
          author,
          prompts.stream().map(row -> messages.before(ids(row, "prompt_ids"), latest)).toList());
    }

    private static Utterance utterance(Row author, Row message) {
      Timestamp sentAt = message.getAs("sent_at");
      return new Utterance(author.getAs("author_id"), sentAt.toInstant(), message.getAs("text"));
    }

    private List<Sample> write(
        String name, Gpt2Model model, LoraAdapter adapter, Row author, List<ChatPrompt> chats) {
      List<Row> messages = author.getList(author.fieldIndex("prompts"));
      int[] training = ints(author.getList(author.fieldIndex("training")));
      SamplingConfig sampling = task.config().sampling(MessageTokens.endMark(tokenizer));
      List<Prompt> prompts = new ArrayList<>();
      for (int i = 0; i < chats.size(); i++) {
        prompts.add(new Prompt(chats.get(i).tokenIds(), adapter, seed(messages.get(i))));
      }
      List<Generation> generations = model.generate(prompts, sampling);
      List<Sample> samples = new ArrayList<>();
      for (int i = 0; i < chats.size(); i++) {
        Imitation imitation =
            new Imitation(name, chats.get(i), messages.get(i), generations.get(i));
        samples.add(sample(author.getAs("author_id"), imitation, training));
      }
      return samples;
    }

    private Sample sample(String authorId, Imitation imitation, int[] training) {
      GenerateConfig config = task.config();
      Row message = imitation.message();
      String messageId = message.getAs("message_id");
      int[] ids = imitation.generation().newTokenIds();
      return new Sample(
          Checksums.sha256(imitation.model() + ' ' + messageId + ' ' + config.seed())
              .substring(0, 26),
          authorId,
          imitation.model(),
          imitation.prompt().messages(),
          message.getAs("conversation_id"),
          message.getAs("session_id"),
          tokenizer.decode(imitation.prompt().tokenIds()),
          MessageTokens.text(tokenizer, ids),
          MessageTokens.text(tokenizer, ids(message, "real_ids")),
          seed(message),
          config.temperature(),
          config.topK(),
          config.topP(),
          imitation.generation().stopReason() == StopReason.STOP_TOKEN
              ? "end_of_message"
              : "length",
          ids.length,
          LongestCopy.tokens(ids, training));
    }

    /** A function of the setting and the message, so that neighbours change nothing. */
    private long seed(Row message) {
      String messageId = message.getAs("message_id");
      return Long.parseUnsignedLong(
          Checksums.sha256(task.config().seed() + " " + messageId).substring(0, 15), 16);
    }

    private static int[] ids(Row row, String column) {
      return ints(row.getList(row.fieldIndex(column)));
    }

    private static int[] ints(List<Integer> values) {
      return values.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
