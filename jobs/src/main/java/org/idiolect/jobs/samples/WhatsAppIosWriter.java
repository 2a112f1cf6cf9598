package org.idiolect.jobs.samples;

import java.io.PrintWriter;
import org.idiolect.jobs.samples.SampleMessage.Kind;

/** WhatsApp's text export on iOS: seconds, brackets, and the chat's name before notices. */
final class WhatsAppIosWriter implements ExportWriter {
  private static final WhatsAppText TEXT =
      new WhatsAppText(
          "\u200e",
          "image omitted",
          "Missed voice call. Tap to call back",
          "This message was deleted.");

  private final PrintWriter out;
  private final Chat chat;

  WhatsAppIosWriter(PrintWriter out, Chat chat) {
    this.out = out;
    this.chat = chat;
  }

  @Override
  public void write(SampleMessage message) {
    out.print(message.kind() == Kind.MEDIA ? "\u200e" : "");
    out.print("[" + message.time("dd/MM/yyyy, h:mm:ss\u202fa") + "] ");
    out.print((message.kind() == Kind.SYSTEM ? chat.title() + ": " : "") + TEXT.line(message));
  }
}
