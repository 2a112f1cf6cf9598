package org.idiolect.jobs.samples;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes invented exports of any volume and, from the ground truth, their counts. */
public final class GenerateSamples {

  /** Seed and volume of the committed data-samples. */
  public static final long DEFAULT_SEED = 20260314L;

  public static final int DEFAULT_MESSAGES = 5_600;
  private static final int SHORT = 12;

  private GenerateSamples() {}

  /**
   * Writes {@code to/exports} and {@code to/expected}; constant memory, same seed same bytes.
   *
   * @param messages about how many; more than the default repeats the plan with new chats
   */
  public static void run(Path to, long seed, int messages) throws IOException {
    List<String> plan = Persona.lines("plan.txt");
    int parts = Math.max(1, messages / DEFAULT_MESSAGES);
    int each = Math.max(SHORT, messages / parts / (plan.size() - 1));
    Files.createDirectories(to.resolve("expected"));
    try (PrintWriter counts = writer(to.resolve("expected/counts.csv"))) {
      counts.print("file,format,platform,text,media,call,deletion,filtered,duplicates,people\n");
      for (int part = 0; part < parts; part++) {
        for (int i = 0; i < plan.size(); i++) {
          conversation(to, plan.get(i).split(" "), seed + 1000L * part + i, part, each, counts);
        }
      }
    }
  }

  /** Texts of one invented chat, in time order: a function of the seed alone. */
  public static List<String> texts(long seed, int messages) {
    String[] plan = Persona.lines("plan.txt").get(0).split(" ");
    List<Persona> people = Arrays.stream(plan).skip(2).map(Persona::read).toList();
    List<String> texts = new ArrayList<>();
    new SampleChats(people, seed, true).talk(messages, message -> texts.add(message.text()));
    return texts;
  }

  private static void conversation(
      Path to, String[] plan, long seed, int part, int messages, PrintWriter counts)
      throws IOException {
    String file = part == 0 ? plan[1] : "part-" + part + "/" + plan[1];
    List<Persona> people = Arrays.stream(plan).skip(2).map(Persona::read).toList();
    String format = plan[0];
    boolean textOnly = format.matches("discord-paste|discord-runtogether|jsonl|csv");
    int length = format.equals("discord-runtogether") ? SHORT : messages;
    Map<SampleMessage.Kind, Integer> kinds = new EnumMap<>(SampleMessage.Kind.class);
    try (PrintWriter out = writer(to.resolve("exports/" + file))) {
      ExportWriter export = new ExportWriter(format, out);
      export.open(people.get(1).name(), 7000 + seed % 1000);
      SampleMessage[] pending = new SampleMessage[1];
      java.util.function.Consumer<SampleMessage> sink =
          m -> {
            kinds.merge(m.kind(), 1, Integer::sum);
            export.write(m, people.get(1).name());
          };
      new SampleChats(people, seed, textOnly)
          .talk(
              length,
              m -> {
                SampleMessage fit = expressible(m, format);
                if (pending[0] != null
                    && format.startsWith("discord-")
                    && textOnly
                    && pending[0].author().equals(fit.author())
                    && close(pending[0], fit)) {
                  pending[0] = pending[0].join(fit.text());
                  return;
                }
                if (pending[0] != null) {
                  sink.accept(pending[0]);
                }
                pending[0] = fit;
              });
      sink.accept(pending[0]);
      export.close(kinds.values().stream().mapToInt(Integer::intValue).sum());
    }
    String platform =
        textOnly && !format.startsWith("discord")
            ? "generic"
            : format.substring(0, format.indexOf('-'));
    counts.print(file + "," + name(format) + "," + platform);
    for (SampleMessage.Kind kind : SampleMessage.Kind.values()) {
      counts.print("," + kinds.getOrDefault(kind, 0));
    }
    counts.print(",0," + people.size() + "\n");
  }

  private static boolean close(SampleMessage a, SampleMessage b) {
    return b.sentAt().getEpochSecond() - a.sentAt().getEpochSecond() < 420;
  }

  /** Discord and Telegram exports do not show deletions; a photo stands there instead. */
  private static SampleMessage expressible(SampleMessage m, String format) {
    boolean shown = m.kind() != SampleMessage.Kind.DELETION || format.startsWith("whatsapp");
    String text = format.equals("discord-runtogether") ? m.text().replace('\n', ' ') : m.text();
    return new SampleMessage(
        m.index(),
        m.author(),
        m.sentAt(),
        shown ? m.kind() : SampleMessage.Kind.MEDIA,
        text,
        m.replyTo(),
        m.edited());
  }

  private static String name(String format) {
    return switch (format) {
      case "discord-runtogether" -> "discord-paste";
      case "whatsapp-android", "whatsapp-ios" -> "whatsapp-text";
      case "telegram-account" -> "telegram-json";
      default -> format;
    };
  }

  private static PrintWriter writer(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    OutputStream out = Files.newOutputStream(file);
    OutputStream packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
    return new PrintWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8));
  }
}
