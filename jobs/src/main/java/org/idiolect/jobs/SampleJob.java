package org.idiolect.jobs;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.idiolect.clean.AuthorName;
import org.idiolect.clean.Message;
import org.idiolect.generate.Continuation;
import org.idiolect.generate.GenerateConfig;
import org.idiolect.ingest.OneConversation;
import org.idiolect.ingest.format.ParsedMessage;
import org.idiolect.jobs.config.ConfigException;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.ModelRegistry;
import org.idiolect.privacy.People;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.train.AdapterRow;
import org.idiolect.window.Utterance;

/** Writes imitations for somebody who looks at them. */
public final class SampleJob {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM/dd/yyyy h:mm a", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Somebody who has no adapter and asks. */
  private static final String ASKER = "asker";

  private final RunContext context;
  private final GenerateConfig config;

  public SampleJob(RunContext context, GenerateConfig config) {
    this.context = context;
    this.config = config;
  }

  /** Several answers of one author to one message. */
  public void answer(String author, String prompt, int answers) {
    if (author == null) {
      throw new ConfigException("--prompt needs --author: who answers?");
    }
    String authorId = AuthorLookup.find(context, author);
    List<Row> adapter = adapters(Set.of(authorId));
    Instant now = Instant.now();
    List<Utterance> history =
        new ArrayList<>(adapter.isEmpty() ? latestMessages(authorId) : List.of());
    if (adapter.isEmpty()) {
      context.say("# no adapter: shared model, with the author's latest messages in the prompt");
    }
    history.add(new Utterance(ASKER, now, prompt));
    for (int i = 0; i < answers; i++) {
      Continuation continuation = continuation(adapter, config.withSeed(config.seed() + i));
      context.say("%s", continuation.message(history, authorId, now.plusSeconds(60)).text());
    }
  }

  /** What an author wrote last, oldest first: it stands in for an adapter. */
  private List<Utterance> latestMessages(String authorId) {
    List<Utterance> latest = new ArrayList<>();
    context
        .read(IngestJob.STAGE, Message.TABLE)
        .filter(col(Message.AUTHOR_ID).equalTo(authorId))
        .filter(col(Message.KIND).equalTo(Message.KIND_TEXT))
        .orderBy(col(Message.SENT_AT).desc(), col(Message.MESSAGE_ID).desc())
        .limit(config.latestMessages())
        .select(Message.SENT_AT, Message.TEXT)
        .collectAsList()
        .forEach(
            row ->
                latest.add(
                    0, new Utterance(authorId, row.getTimestamp(0).toInstant(), row.getString(1))));
    return latest;
  }

  /** A chat that goes on: everybody in it speaks, known people with their own adapters. */
  public void goOn(Path chat, int messages) {
    List<Utterance> history = history(chat);
    Set<String> people = new LinkedHashSet<>();
    history.forEach(message -> people.add(message.authorId()));
    Map<String, String> idOfName = ids(people);
    List<Utterance> known =
        history.stream()
            .map(m -> new Utterance(idOf(idOfName, m.authorId()), m.sentAt(), m.text()))
            .toList();
    Map<String, String> nameOfId = new HashMap<>();
    people.forEach(name -> nameOfId.put(idOf(idOfName, name), name));
    List<Row> adapters = adapters(nameOfId.keySet());
    sayWhoIsKnown(people, idOfName, adapters);
    for (Utterance message : continuation(adapters, config).next(known, messages)) {
      context.say("%s %s", nameOfId.get(message.authorId()), TIME.format(message.sentAt()));
      context.say("%s", message.text());
    }
  }

  private static String idOf(Map<String, String> ids, String name) {
    return ids.getOrDefault(People.normalise(name), name);
  }

  private void sayWhoIsKnown(Set<String> people, Map<String, String> ids, List<Row> adapters) {
    List<String> trained = adapters.stream().map(row -> row.<String>getAs("author_id")).toList();
    for (String name : people) {
      boolean known = trained.contains(idOf(ids, name));
      context.say("# %s: %s", name, known ? "own adapter" : "shared model");
    }
  }

  private List<Utterance> history(Path chat) {
    try {
      List<Utterance> history = new ArrayList<>();
      for (ParsedMessage message : OneConversation.read(chat, context.config().ingest())) {
        history.add(new Utterance(message.authorName(), message.sentAt(), message.text()));
      }
      return history;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the chat " + chat, e);
    } catch (IllegalArgumentException e) {
      throw new InputRefusedException(e.getMessage());
    }
  }

  /** Author ids by normalised name; a name that several people bear is left out. */
  private Map<String, String> ids(Set<String> people) {
    Map<String, String> ids = new HashMap<>();
    Set<String> ambiguous = new LinkedHashSet<>();
    Set<String> wanted = new LinkedHashSet<>();
    people.forEach(name -> wanted.add(People.normalise(name)));
    for (Row row : context.names().collectAsList()) {
      String name = People.normalise(row.getAs(AuthorName.NAME));
      String id = row.getAs(AuthorName.AUTHOR_ID);
      if (wanted.contains(name) && !id.equals(ids.getOrDefault(name, id))) {
        ambiguous.add(name);
      } else if (wanted.contains(name)) {
        ids.put(name, id);
      }
    }
    ids.keySet().removeAll(ambiguous);
    return ids;
  }

  private List<Row> adapters(Set<String> authorIds) {
    return context
        .read(TrainJob.STAGE, AdapterRow.TABLE)
        .filter(col("status").equalTo(AdapterRow.TRAINED))
        .filter(col("author_id").isInCollection(authorIds))
        .collectAsList();
  }

  private Continuation continuation(List<Row> rows, GenerateConfig sampling) {
    String folder = context.sharedModel();
    Gpt2Model model = ModelRegistry.get(folder, context.config().train().compute().resolved());
    Map<String, LoraAdapter> adapters = new HashMap<>();
    rows.forEach(
        row ->
            adapters.put(
                row.getAs("author_id"), AdapterRow.adapter(row, model.config(), model.sha256())));
    return new Continuation(model, ChatTokenizer.read(Path.of(folder)), adapters, sampling);
  }
}
