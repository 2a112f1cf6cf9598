package org.idiolect.jobs.samples;

import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** Generic CSV with a header, every field quoted. */
final class CsvWriter implements ExportWriter {
  private final de.siegmar.fastcsv.writer.CsvWriter rows;
  private final Chat chat;

  CsvWriter(PrintWriter out, Chat chat) {
    this.rows =
        de.siegmar.fastcsv.writer.CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .quoteStrategy(QuoteStrategies.ALWAYS)
            .build(out);
    this.chat = chat;
  }

  @Override
  public void open() {
    rows.writeRecord("conversation", "sent_at", "author", "text");
  }

  @Override
  public void write(SampleMessage message) {
    String author = message.author().account("generic").name();
    rows.writeRecord(chat.name(), message.sentAt().toString(), author, message.text());
  }

  @Override
  public void close(int messages) {
    try {
      rows.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a CSV export", e);
    }
  }
}
