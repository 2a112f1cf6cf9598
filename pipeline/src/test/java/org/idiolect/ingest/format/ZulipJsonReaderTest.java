package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.junit.jupiter.api.Test;

final class ZulipJsonReaderTest {
  private static final String EXPORT =
      """
      {"zerver_message":[
      {"id":11,"sender":7,"recipient":3,"subject":"soup","type":1,"content":"how is **it**",
       "date_sent":1600000000.25,"last_edit_time":1600000009.0,"sending_client":1},
      {"id":12,"sender":8,"recipient":3,"subject":"soup","type":1,
       "content":"@_**Ann|7** [said](https://e.org/#narrow/1):\\n```quote\\nhow is it\\n```\\nhot",
       "date_sent":1600000001.0,"last_edit_time":null},
      {"id":13,"sender":8,"recipient":3,"subject":"soup","type":1,
       "content":"[a.png](/user_uploads/2/ab/a.png)","date_sent":1600000002.0},
      {"id":14,"sender":5,"recipient":3,"subject":"soup","type":2,
       "content":"Ann resolved this.","date_sent":1600000003.0},
      {"id":15,"sender":7,"recipient":3,"subject":"soup","content":"(deleted)",
       "date_sent":1600000004.0},
      {"id":16,"sender":7,"recipient":9,"subject":"","content":"psst","date_sent":1600000005.0},
      {"id":17,"sender":7,"recipient":9,"subject":"","content":"no time"},
      {"id":18,"sender":7,"recipient":9,"content":"bad time","date_sent":"soon"}],
      "zerver_usermessage":[{"id":1,"message":11}]}
      """;

  @Test
  void readsRows() {
    var export = read(Format.ZULIP_JSON, EXPORT);

    assertThat(Exports.sniff(EXPORT)).contains(Format.ZULIP_JSON);
    assertThat(export.messages().get(0))
        .isEqualTo(
            new ParsedMessage(
                1,
                "3/soup",
                "11",
                "7",
                "7",
                Instant.parse("2020-09-13T12:26:40.250Z"),
                MessageKind.TEXT,
                "how is **it**",
                null,
                Instant.parse("2020-09-13T12:26:49Z")));
    assertThat(export.texts().get(1)).isEqualTo("hot");
    assertThat(export.kinds().subList(2, 6))
        .containsExactly(
            MessageKind.MEDIA, MessageKind.SYSTEM, MessageKind.DELETION, MessageKind.TEXT);
    assertThat(export.messages().get(5).conversation()).isEqualTo("9");
    assertThat(export.reasons())
        .containsExactly(RejectReason.MISSING_FIELD, RejectReason.TIMESTAMP);
  }

  @Test
  void aCutExportKeepsWhatCameBefore() {
    var cut = read(Format.ZULIP_JSON, EXPORT.substring(0, EXPORT.indexOf("Ann resolved")));

    assertThat(cut.messages()).hasSize(3);
    assertThat(cut.reasons()).containsExactly(RejectReason.TRUNCATED);
    assertThat(cut.status()).isEqualTo("PARTIAL");
  }
}
