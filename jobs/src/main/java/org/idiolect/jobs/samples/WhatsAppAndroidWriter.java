package org.idiolect.jobs.samples;

import java.io.PrintWriter;

/** WhatsApp's text export on Android. */
final class WhatsAppAndroidWriter implements ExportWriter {
  private static final WhatsAppText TEXT =
      new WhatsAppText("", "<Media omitted>", "null", "This message was deleted");

  private final PrintWriter out;

  WhatsAppAndroidWriter(PrintWriter out, Chat chat) {
    this.out = out;
  }

  @Override
  public void write(SampleMessage message) {
    out.print(message.time("dd/MM/yyyy, HH:mm") + " - " + TEXT.line(message));
  }
}
