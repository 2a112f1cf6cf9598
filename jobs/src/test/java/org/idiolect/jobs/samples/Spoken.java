package org.idiolect.jobs.samples;

import static org.idiolect.jobs.samples.GenerateSamples.DEFAULT_MESSAGES;

import java.util.ArrayList;
import java.util.List;

/**
 * One text of the samples with who wrote it and in which session.
 *
 * @param session unique over all conversations; messages of a session share a day
 */
record Spoken(String person, String session, String text) {

  /** All texts that the generator writes by default, conversation after conversation. */
  static List<Spoken> all(long seed) {
    Cast cast = Cast.read();
    List<Spoken> all = new ArrayList<>();
    for (int i = 0; i < cast.plans().size(); i++) {
      Cast.Plan plan = cast.plans().get(i);
      ShownMessages shown =
          new ShownMessages(plan.format(), message -> all.add(of(plan.file(), message)));
      int length = plan.format().length(GenerateSamples.each(cast, DEFAULT_MESSAGES));
      new SampleChats(cast, cast.people(plan), seed + i, plan.format().showsOnlyText())
          .talk(length, shown::add);
      shown.finish();
    }
    all.removeIf(spoken -> spoken.text() == null);
    return all;
  }

  private static Spoken of(String file, SampleMessage message) {
    String session = file + " " + message.time("yyyy-MM-dd");
    boolean typed = message.kind() == SampleMessage.Kind.TEXT;
    return new Spoken(message.author().name(), session, typed ? message.text() : null);
  }
}
