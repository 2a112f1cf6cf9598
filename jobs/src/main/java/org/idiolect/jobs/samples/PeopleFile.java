package org.idiolect.jobs.samples;

import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes {@code people.csv}: which accounts of the messengers are one person. */
final class PeopleFile {
  private PeopleFile() {}

  static void write(PrintWriter out, Cast cast) {
    out.print("platform,account,person\n");
    for (Persona person : cast.people().values()) {
      Persona.Account discord = person.account("discord");
      rows(out, person, "discord", discord.id(), person.name(), discord.name());
      rows(out, person, "telegram", person.account("telegram").id());
      rows(out, person, "whatsapp", person.account("whatsapp").name());
      rows(out, person, "generic", person.account("generic").name());
    }
  }

  private static void rows(PrintWriter out, Persona person, String platform, String... accounts) {
    Set<String> distinct = new LinkedHashSet<>(List.of(accounts));
    for (String account : distinct) {
      out.print(platform + "," + account + "," + person.name() + "\n");
    }
  }
}
