package org.idiolect.jobs.samples;

import java.io.PrintWriter;

/** A Discord paste that lost its line breaks on the way: all on one line, as the paper shows it. */
final class DiscordRunTogetherWriter implements ExportWriter {
  private static final int YESTERDAY = 6;

  private final PrintWriter out;

  DiscordRunTogetherWriter(PrintWriter out, Chat chat) {
    this.out = out;
  }

  @Override
  public void write(SampleMessage message) {
    String day = message.index() < YESTERDAY ? "Yesterday" : "Today";
    String header = message.author().name() + day + " at " + message.time("h:mm a");
    out.print(header + message.text() + " ");
  }
}
