package org.idiolect.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.SparkExtension;
import org.idiolect.ingest.ExportEvent;
import org.idiolect.privacy.IdKind;
import org.idiolect.privacy.PrivacyConfig;
import org.idiolect.privacy.PseudonymKey;
import org.idiolect.privacy.Pseudonyms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class SessionsTest {
  private static final PseudonymKey KEY = PseudonymKey.of(new PrivacyConfig(PseudonymKey.DEMO, ""));
  private static final CleanConfig CONFIG = new CleanConfig(0.5);
  private static final Duration GAP = Duration.ofMinutes(30);
  private static final StructType SCHEMA =
      new StructType()
          .add(Message.MESSAGE_ID, DataTypes.StringType)
          .add(Message.CONVERSATION_ID, DataTypes.StringType)
          .add(Message.SENT_AT, DataTypes.TimestampType)
          .add(Message.SOURCE_ID, DataTypes.StringType)
          .add(ExportEvent.POSITION, DataTypes.LongType);

  private record Sent(String id, String chat, Instant at, String source, long position) {
    Row row() {
      return RowFactory.create(id, chat, Timestamp.from(at), source, position);
    }
  }

  @Test
  void aSilenceOverTheGapOpensASession(SparkSession spark) {
    Instant start = Instant.parse("2021-03-14T09:59:00Z");
    List<Sent> sent =
        List.of(
            new Sent("m1", "c", start, "s", 1),
            new Sent("m2", "c", start.plus(GAP), "s", 2),
            new Sent("m3", "c", start.plus(GAP).plus(GAP).plusMillis(1), "s", 3),
            new Sent("m4", "d", start.plusSeconds(60), "s", 4));

    assertThat(assigned(spark, sent)).isEqualTo(expected(sent));
    assertThat(expected(sent).values())
        .extracting(place -> place.split(" ")[0])
        .containsExactlyInAnyOrder("0", "1", "2", "0");
    assertThat(expected(sent).get("m1").split(" ")[1])
        .isEqualTo(expected(sent).get("m2").split(" ")[1])
        .isNotEqualTo(expected(sent).get("m3").split(" ")[1]);
  }

  @Test
  void anyTimesGiveTheSameAsGoingThroughThemInOrder(SparkSession spark) {
    Random random = new Random(5);
    List<Sent> sent = new ArrayList<>();
    for (int chat = 0; chat < 4; chat++) {
      Instant at = Instant.parse("1969-12-31T20:00:00Z").plusSeconds(random.nextInt(5_000));
      for (int i = 0; i < 400; i++) {
        // Often the same minute, at times a silence around the gap, rarely a long one.
        int kind = random.nextInt(20);
        int minutes = kind < 10 ? 0 : kind < 17 ? random.nextInt(20) : 29 + random.nextInt(3);
        at = at.plus(Duration.ofMinutes(kind == 19 ? 600 : minutes));
        String source = "s" + random.nextInt(2);
        sent.add(new Sent("m" + chat + "-" + i, "c" + chat, at, source, random.nextInt(5)));
      }
    }

    Map<String, String> assigned = assigned(spark, sent);

    assertThat(assigned).isEqualTo(expected(sent));
    assertThat(assigned.values().stream().map(place -> place.split(" ")[1]).distinct().count())
        .isBetween(50L, 800L);
  }

  private static Map<String, String> assigned(SparkSession spark, List<Sent> sent) {
    List<Row> rows = sent.stream().map(Sent::row).toList();
    Map<String, String> places = new HashMap<>();
    Sessions.assign(spark.createDataFrame(rows, SCHEMA).repartition(3), CONFIG, KEY)
        .collectAsList()
        .forEach(
            row ->
                places.put(
                    row.getAs(Message.MESSAGE_ID),
                    row.getAs(Message.MESSAGE_INDEX) + " " + row.getAs(Message.SESSION_ID)));
    return places;
  }

  /** Index and session of each message, one message after another. */
  private static Map<String, String> expected(List<Sent> sent) {
    Pseudonyms pseudonyms = new Pseudonyms(KEY);
    List<Sent> ordered =
        sent.stream()
            .sorted(
                Comparator.comparing(Sent::chat)
                    .thenComparing(Sent::at)
                    .thenComparing(Sent::source)
                    .thenComparing(Sent::position)
                    .thenComparing(Sent::id))
            .toList();
    Map<String, String> places = new HashMap<>();
    Sent before = null;
    String session = null;
    int index = 0;
    for (Sent message : ordered) {
      boolean sameChat = before != null && before.chat().equals(message.chat());
      index = sameChat ? index + 1 : 0;
      if (!sameChat || Duration.between(before.at(), message.at()).compareTo(GAP) > 0) {
        session = pseudonyms.id(IdKind.SESSION, message.chat(), message.id());
      }
      places.put(message.id(), index + " " + session);
      before = message;
    }
    return places;
  }
}
