package org.idiolect.ingest.format;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * Reads the CSV that KakaoTalk writes on PC and Mac: {@code Date,User,Message}, with local times to
 * the second. Notices of the app stand there as if somebody had sent them.
 */
final class KakaoCsvReader extends CsvMessageReader {
  private final FormatConfig config;

  static int likeness(Head head, FormatConfig config) {
    return likeness(head, "Date", "User", "Message");
  }

  static KakaoCsvReader open(ExportInput input, FormatConfig config) throws IOException {
    return new KakaoCsvReader(input, config);
  }

  private KakaoCsvReader(ExportInput input, FormatConfig config) throws IOException {
    super(input, config);
    this.config = config;
  }

  @Override
  Event toEvent(long position, UnaryOperator<String> fields) {
    try {
      Instant sentAt = GenericTime.parse(fields.apply("Date"), config.zoneId());
      return KakaoNotice.message(
          position, fields.apply("User"), sentAt, fields.apply("Message"), config);
    } catch (DateTimeException | ArithmeticException e) {
      return new Reject(position, RejectReason.TIMESTAMP, "a date is not as 2024-05-01 13:05:00");
    }
  }
}
