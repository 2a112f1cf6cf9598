package org.idiolect.jobs.samples;

import java.io.PrintWriter;

/** Discord's client, selected and copied: name and time fused on a line, the text below. */
final class DiscordPasteWriter implements ExportWriter {
  private final PrintWriter out;

  DiscordPasteWriter(PrintWriter out, Chat chat) {
    this.out = out;
  }

  @Override
  public void write(SampleMessage message) {
    String time = message.time("MM/dd/yyyy h:mm a");
    out.print(message.author().name() + time + "\n" + message.text() + "\n");
  }
}
