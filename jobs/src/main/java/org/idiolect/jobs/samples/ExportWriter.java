package org.idiolect.jobs.samples;

/**
 * Lays messages out as one exporter does, one at a time; all local times are UTC. A further format
 * is a class here and a constant of {@link SampleFormat}.
 */
sealed interface ExportWriter
    permits CsvWriter,
        DiscordJsonWriter,
        DiscordPasteWriter,
        DiscordRunTogetherWriter,
        JsonLinesWriter,
        TelegramJsonWriter,
        WhatsAppAndroidWriter,
        WhatsAppIosWriter {

  /** Writes what stands before the first message. */
  default void open() {}

  void write(SampleMessage message);

  /**
   * Writes what stands behind the last message.
   *
   * @param messages how many were written
   */
  default void close(int messages) {}
}
