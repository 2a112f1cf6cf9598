package org.idiolect.jobs.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.idiolect.ingest.IngestConfig;
import org.idiolect.ingest.OneConversation;
import org.idiolect.ingest.format.ParsedMessage;
import org.idiolect.privacy.People;
import org.idiolect.window.Utterance;

/** Text from the page as messages: a pasted chat, lines of "name: text", or one message. */
final class Conversation {
  /** Somebody who writes to the imitation and has no name. */
  private static final String ASKER = "asker";

  private static final Pattern NAMED = Pattern.compile("\\s*([^:\\n]{1,40}):\\s+(\\S.*)");

  private Conversation() {}

  /**
   * The messages so far.
   *
   * @param person messages under this label are the person's own
   */
  static List<Utterance> parse(String text, Person person, IngestConfig config) {
    if (text.isBlank()) {
      return List.of();
    }
    List<Utterance> pasted = pasted(text, person, config);
    return pasted.isEmpty() ? lines(text.strip(), person) : pasted;
  }

  /**
   * The time of messages that have none: noon of today. The model sees it, and the clock must not
   * change what the same seed writes within a day.
   */
  static Instant clock() {
    return Instant.now().truncatedTo(ChronoUnit.DAYS).plus(12, ChronoUnit.HOURS);
  }

  private static List<Utterance> pasted(String text, Person person, IngestConfig config) {
    Path file = null;
    try {
      // The readers work on files; this one is the owner's alone and gone at once.
      file = Files.createTempFile("idiolect-pasted", ".txt");
      Files.writeString(file, text, StandardCharsets.UTF_8);
      List<Utterance> messages = new ArrayList<>();
      for (ParsedMessage message : OneConversation.read(file, config)) {
        messages.add(
            new Utterance(speaker(message.authorName(), person), message.sentAt(), message.text()));
      }
      return messages;
    } catch (IllegalArgumentException e) {
      return List.of(); // Not an export: it is read as plain lines.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the pasted chat", e);
    } finally {
      delete(file);
    }
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  private static List<Utterance> lines(String text, Person person) {
    Instant now = clock();
    List<String[]> named = new ArrayList<>();
    for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
      Matcher match = NAMED.matcher(line);
      if (!match.matches()) {
        return List.of(new Utterance(ASKER, now, text));
      }
      named.add(new String[] {match.group(1), match.group(2)});
    }
    List<Utterance> messages = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      Instant sentAt = now.minusSeconds(60L * (named.size() - i));
      messages.add(new Utterance(speaker(named.get(i)[0], person), sentAt, named.get(i)[1]));
    }
    return messages;
  }

  private static String speaker(String name, Person person) {
    return People.normalise(name).equalsIgnoreCase(People.normalise(person.label()))
        ? person.authorId()
        : name;
  }
}
