package org.idiolect.generate;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.idiolect.clean.Message;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Generation;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.ModelRegistry;
import org.idiolect.model.Prompt;
import org.idiolect.model.SamplingConfig;
import org.idiolect.table.Checksums;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.train.AdapterRow;
import org.idiolect.train.TaskDevice;
import org.idiolect.window.ChatPrompt;
import org.idiolect.window.PromptBuilder;
import org.idiolect.window.TokenWindow;
import org.idiolect.window.Transcript;
import org.idiolect.window.Utterance;

/** Continues the sessions of one partition, each freely and guided, beside what people wrote. */
final class ContinueSessions implements MapPartitionsFunction<Row, Row> {
  private final GenerationTask task;
  private final TranscriptConfig config;

  ContinueSessions(GenerationTask task, TranscriptConfig config) {
    this.task = task;
    this.config = config;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> sessions) {
    if (!sessions.hasNext()) {
      return sessions;
    }
    ComputeConfig compute = TaskDevice.of(task.compute());
    Gpt2Model model = ModelRegistry.get(task.sharedFolder(), compute);
    Writer writer =
        new Writer(task, config, model, ChatTokenizer.read(Path.of(task.sharedFolder())));
    SortedMap<Long, List<Row>> batches = new TreeMap<>();
    sessions.forEachRemaining(
        row ->
            batches
                .computeIfAbsent(row.getAs(TranscriptStep.BATCH), batch -> new ArrayList<>())
                .add(row));
    return batches.values().stream()
        .flatMap(batch -> goOn(writer, batch).stream())
        .map(ContinuedTranscript::toRow)
        .iterator();
  }

  private static List<ContinuedTranscript> goOn(Writer writer, List<Row> batch) {
    batch.sort(Comparator.comparing(row -> row.<String>getAs(TokenWindow.SESSION_ID)));
    List<Begun> begun = new ArrayList<>();
    batch.forEach(session -> writer.begin(session, begun));
    List<ContinuedTranscript> transcripts = new ArrayList<>();
    begun.forEach(session -> transcripts.add(writer.people(session)));
    transcripts.addAll(writer.free(begun));
    transcripts.addAll(writer.guided(begun));
    return transcripts;
  }

  /**
   * A session that is to go on.
   *
   * @param history what the prompt holds
   * @param later what people wrote next
   */
  private record Begun(
      Row session, ChatPrompt prompt, List<Utterance> history, List<Utterance> later) {
    String id() {
      return session.getAs(TokenWindow.SESSION_ID);
    }
  }

  /** The model of one task and how it is asked. */
  private record Writer(
      GenerationTask task, TranscriptConfig config, Gpt2Model model, ChatTokenizer tokenizer) {

    /** The first half of a session is its prompt, once both people have spoken in it. */
    void begin(Row session, List<Begun> begun) {
      List<Utterance> all = utterances(session);
      List<Utterance> first = all.subList(0, all.size() / 2);
      PromptBuilder prompts = new PromptBuilder(tokenizer, model.config().contextLength());
      ChatPrompt prompt = prompts.forAnyone(first, freeTokens());
      if (prompt.letters().size() == 2) {
        List<Utterance> history = first.subList(first.size() - prompt.messages(), first.size());
        List<Utterance> later = all.subList(first.size(), all.size());
        begun.add(
            new Begun(
                session,
                prompt,
                history,
                later.subList(0, Math.min(later.size(), config.lines()))));
      }
    }

    /** Half of what the model sees at once; the other half is the prompt's. */
    private int freeTokens() {
      return model.config().contextLength() / 2;
    }

    ContinuedTranscript people(Begun session) {
      return transcript(
          ContinuedTranscript.PEOPLE, session, after(session, session.later()), 0, none());
    }

    /** All sessions in one queue: the model writes headers, dates and texts as it likes. */
    List<ContinuedTranscript> free(List<Begun> begun) {
      SamplingConfig asSet = task.config().sampling(tokenizer.endOfText());
      SamplingConfig sampling =
          new SamplingConfig(
              asSet.temperature(),
              asSet.topK(),
              asSet.topP(),
              asSet.repetitionPenalty(),
              freeTokens(),
              tokenizer.endOfText());
      List<Generation> generations =
          model.generate(
              begun.stream().map(s -> new Prompt(s.prompt().tokenIds(), null, seed(s))).toList(),
              sampling);
      List<ContinuedTranscript> transcripts = new ArrayList<>();
      for (int i = 0; i < generations.size(); i++) {
        String text = wholeLines(tokenizer.decode(generations.get(i).newTokenIds()));
        transcripts.add(
            transcript(ContinuedTranscript.FREE, begun.get(i), text, seed(begun.get(i)), none()));
      }
      return transcripts;
    }

    /** Speakers and times as the model proposes them and they fit, texts by own adapters. */
    List<ContinuedTranscript> guided(List<Begun> begun) {
      Map<String, LoraAdapter> adapters = new HashMap<>();
      begun.forEach(session -> addAdapters(session, adapters));
      List<GrowingConversation> conversations =
          begun.stream().map(s -> new GrowingConversation(s.history(), seed(s))).toList();
      new Continuation(model, tokenizer, adapters, task.config())
          .goOn(conversations, config.lines());
      List<ContinuedTranscript> transcripts = new ArrayList<>();
      for (int i = 0; i < begun.size(); i++) {
        Begun session = begun.get(i);
        Continued continued = conversations.get(i).continued();
        String text = after(session, continued.messages());
        transcripts.add(
            transcript(ContinuedTranscript.GUIDED, session, text, seed(session), continued));
      }
      return transcripts;
    }

    private ContinuedTranscript transcript(
        String source, Begun session, String text, long seed, Continued continued) {
      String key = source + ' ' + session.id() + ' ' + config.seed();
      return new ContinuedTranscript(
          Checksums.sha256(key).substring(0, 26),
          source,
          session.session().getAs(TokenWindow.CONVERSATION_ID),
          session.id(),
          Transcript.render(session.history()),
          text,
          continued.headersSampled(),
          continued.headersRefused(),
          continued.turnsForced(),
          seed);
    }

    private static Continued none() {
      return new Continued(List.of(), 0, 0, 0);
    }

    /** The lines of these messages as they stand behind the prompt, with its letters. */
    private static String after(Begun session, List<Utterance> messages) {
      List<Utterance> all = new ArrayList<>(session.history());
      all.addAll(messages);
      return Transcript.render(all).substring(Transcript.render(session.history()).length());
    }

    /** As many lines as are wanted; one that the limit of tokens cut off is left out. */
    private String wholeLines(String text) {
      int end = 0;
      for (int line = 0; line < config.lines() && text.indexOf('\n', end) >= 0; line++) {
        end = text.indexOf('\n', end) + 1;
      }
      return text.substring(0, end);
    }

    private void addAdapters(Begun session, Map<String, LoraAdapter> adapters) {
      int column = session.session().fieldIndex(TranscriptStep.ADAPTERS);
      if (!session.session().isNullAt(column)) {
        for (Row row : session.session().<Row>getList(column)) {
          adapters.computeIfAbsent(
              row.getAs("author_id"),
              author -> AdapterRow.adapter(row, model.config(), model.sha256()));
        }
      }
    }

    /** A function of the setting and the session, so that neighbours change nothing. */
    private long seed(Begun session) {
      String hash = Checksums.sha256(config.seed() + " " + session.id());
      // Continuation multiplies it by a million.
      return Long.parseLong(hash.substring(0, 9), 16);
    }

    private static List<Utterance> utterances(Row session) {
      List<Row> rows = session.getList(session.fieldIndex(TranscriptStep.MESSAGES));
      return rows.stream()
          .map(
              row ->
                  new Utterance(
                      row.getAs(Message.AUTHOR_ID),
                      row.<Timestamp>getAs(Message.SENT_AT).toInstant(),
                      row.getAs(Message.TEXT)))
          .toList();
    }
  }
}
