package org.idiolect.jobs.samples;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes invented exports of any volume and, from the ground truth, their counts. */
public final class GenerateSamples {

  /** Seed and volume of the committed data-samples. */
  public static final long DEFAULT_SEED = 20260314L;

  public static final int DEFAULT_MESSAGES = 5_600;
  private static final int FEWEST = 12;

  private final Path to;
  private final Cast cast;
  private final PrintWriter counts;
  private final int each;

  private GenerateSamples(Path to, Cast cast, PrintWriter counts, int each) {
    this.to = to;
    this.cast = cast;
    this.counts = counts;
    this.each = each;
  }

  /**
   * Writes {@code to/exports}, {@code to/expected} and {@code to/people.csv}; constant memory, same
   * seed same bytes.
   *
   * @param messages about how many; more than the default repeats the plan with new chats
   */
  public static void run(Path to, long seed, int messages) throws IOException {
    Cast cast = Cast.read();
    int parts = parts(messages);
    try (PrintWriter people = writer(to.resolve("people.csv"));
        PrintWriter counts = writer(to.resolve("expected/counts.csv"))) {
      PeopleFile.write(people, cast);
      counts.print("file,format,platform,text,media,call,deletion,filtered,duplicates,people\n");
      GenerateSamples samples = new GenerateSamples(to, cast, counts, each(cast, messages));
      for (int part = 0; part < parts; part++) {
        for (int i = 0; i < cast.plans().size(); i++) {
          samples.conversation(cast.plans().get(i), seed + 1000L * part + i, part);
        }
      }
    }
  }

  private static int parts(int messages) {
    return Math.max(1, messages / DEFAULT_MESSAGES);
  }

  /** Messages of one conversation when all together are to have about {@code messages}. */
  static int each(Cast cast, int messages) {
    long full =
        cast.plans().stream().filter(plan -> plan.format().length(messages) == messages).count();
    return Math.max(FEWEST, (int) (messages / parts(messages) / Math.max(1, full)));
  }

  /** Texts of one invented chat, in time order: a function of the seed alone. */
  public static List<String> texts(long seed, int messages) {
    Cast cast = Cast.read();
    List<Persona> people = cast.people(cast.plans().get(0));
    List<String> texts = new ArrayList<>();
    new SampleChats(cast, people, seed, true).talk(messages, message -> texts.add(message.text()));
    return texts;
  }

  private void conversation(Cast.Plan plan, long seed, int part) throws IOException {
    String file = part == 0 ? plan.file() : "part-" + part + "/" + plan.file();
    List<Persona> people = cast.people(plan);
    Chat chat = chat(plan, people, part);
    SampleFormat format = plan.format();
    Map<SampleMessage.Kind, Integer> kinds;
    try (PrintWriter out = writer(to.resolve("exports/" + file))) {
      ExportWriter export = format.open(out, chat);
      ShownMessages shown = new ShownMessages(format, export::write);
      new SampleChats(cast, people, seed, format.showsOnlyText())
          .talk(format.length(each), shown::add);
      kinds = shown.finish();
      export.close(kinds.values().stream().mapToInt(Integer::intValue).sum());
    }
    counts.print(file + "," + format.format().label() + "," + format.format().platform());
    for (SampleMessage.Kind kind : SampleMessage.Kind.values()) {
      counts.print("," + kinds.getOrDefault(kind, 0));
    }
    counts.print(",0," + people.size() + "\n");
  }

  private Chat chat(Cast.Plan plan, List<Persona> people, int part) {
    String name = String.join("-", plan.people()) + (part == 0 ? "" : "-" + part);
    long id = 7000L + (long) part * cast.plans().size() + cast.plans().indexOf(plan);
    return new Chat(name, people.get(1).account("whatsapp").name(), id);
  }

  private static PrintWriter writer(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    OutputStream out = Files.newOutputStream(file);
    OutputStream packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
    return new PrintWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8));
  }
}
