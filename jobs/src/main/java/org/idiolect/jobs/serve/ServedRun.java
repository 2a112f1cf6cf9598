package org.idiolect.jobs.serve;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.idiolect.clean.AuthorName;
import org.idiolect.jobs.TrainJob;
import org.idiolect.model.BaseMismatchException;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.LoraTarget;
import org.idiolect.table.RunFolder;
import org.idiolect.table.StageCommit;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.train.AdapterRow;
import org.idiolect.window.Author;

/**
 * What the page serves: the models of a run, loaded once, and its people.
 *
 * @param shared model that the adapters belong to
 * @param base model before training on these chats; null if its folder is gone
 * @param tokenizer of both
 * @param people those with an adapter, most training messages first
 */
record ServedRun(Gpt2Model shared, Gpt2Model base, ChatTokenizer tokenizer, List<Person> people)
    implements AutoCloseable {
  private static final int PSEUDONYM_LETTERS = 7;

  /**
   * Loads a run.
   *
   * @param names whether people appear by name
   * @throws IllegalArgumentException if the run has no trained author
   */
  static ServedRun open(RunFolder run, ComputeConfig compute, boolean names) {
    StageCommit trained = run.readCommit(TrainJob.STAGE);
    Path folder = Path.of(run.model("shared").toUri().getPath());
    Gpt2Model shared = Gpt2Model.load(folder, compute);
    List<Person> people = people(run, shared, names);
    if (people.isEmpty()) {
      shared.close();
      throw new IllegalArgumentException(
          "run " + run.runId() + " has no author with an adapter; see its table authors for why");
    }
    Path base = Path.of(trained.settings().getOrDefault("base-model", ""));
    Gpt2Model before =
        Files.isRegularFile(base.resolve("config.json")) ? Gpt2Model.load(base, compute) : null;
    return new ServedRun(shared, before, ChatTokenizer.read(folder), people);
  }

  private static List<Person> people(RunFolder run, Gpt2Model shared, boolean names) {
    Map<String, String> labels = names ? labels(run) : Map.of();
    Map<String, Group> authors = new HashMap<>();
    ParquetRows.forEach(
        run, Author.TABLE.name(), row -> authors.put(row.getString(Author.AUTHOR_ID, 0), row));
    List<Person> people = new ArrayList<>();
    ParquetRows.forEach(
        run,
        AdapterRow.TABLE.name(),
        row -> {
          if (AdapterRow.TRAINED.equals(ParquetRows.text(row, "status"))) {
            people.add(person(row, authors, labels, shared));
          }
        });
    people.sort(
        Comparator.comparingLong(Person::trainMessages).reversed().thenComparing(Person::authorId));
    return people;
  }

  private static Person person(
      Group row, Map<String, Group> authors, Map<String, String> labels, Gpt2Model shared) {
    String id = row.getString("author_id", 0);
    Group author = authors.get(id);
    return new Person(
        id,
        labels.getOrDefault(id, id.substring(0, Math.min(PSEUDONYM_LETTERS, id.length()))),
        author == null ? "" : author.getString(Author.GRADE, 0),
        author == null ? 0 : author.getLong(Author.TRAIN_MESSAGES, 0),
        adapter(row, shared));
  }

  private static LoraAdapter adapter(Group row, Gpt2Model shared) {
    BaseMismatchException.require(
        "the adapter of author " + row.getString("author_id", 0),
        row.getString("base_sha256", 0),
        shared.sha256());
    LoraConfig config =
        new LoraConfig(
            row.getInteger("rank", 0),
            row.getDouble("alpha", 0),
            Arrays.stream(row.getString("targets", 0).split(","))
                .map(LoraTarget::valueOf)
                .toList());
    return LoraAdapter.fromBytes(shared.config(), config, row.getBinary("tensors", 0).getBytes());
  }

  /** The name that each author used most. */
  private static Map<String, String> labels(RunFolder run) {
    Map<String, String> labels = new HashMap<>();
    Map<String, Long> most = new HashMap<>();
    ParquetRows.forEach(
        run,
        AuthorName.TABLE.name(),
        row -> {
          String id = row.getString(AuthorName.AUTHOR_ID, 0);
          long messages = row.getLong(AuthorName.MESSAGES, 0);
          if (messages > most.getOrDefault(id, -1L)) {
            most.put(id, messages);
            labels.put(id, row.getString(AuthorName.NAME, 0));
          }
        });
    return labels;
  }

  /** The person with this pseudonym. */
  Optional<Person> person(String authorId) {
    return people.stream().filter(person -> person.authorId().equals(authorId)).findFirst();
  }

  @Override
  public void close() {
    shared.close();
    if (base != null) {
      base.close();
    }
  }
}
