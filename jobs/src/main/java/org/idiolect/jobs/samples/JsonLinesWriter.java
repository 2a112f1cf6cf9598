package org.idiolect.jobs.samples;

import java.io.PrintWriter;

/** Generic JSON lines: an object a message. */
final class JsonLinesWriter implements ExportWriter {
  private final PrintWriter out;
  private final Chat chat;

  JsonLinesWriter(PrintWriter out, Chat chat) {
    this.out = out;
    this.chat = chat;
  }

  @Override
  public void write(SampleMessage message) {
    out.print(
        Json.object()
                .put("conversation", chat.name())
                .put("sent_at", message.sentAt().toString())
                .put("author", message.author().account("generic").name())
                .put("text", message.text())
            + "\n");
  }
}
