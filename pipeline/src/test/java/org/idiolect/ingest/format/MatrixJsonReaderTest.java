package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.junit.jupiter.api.Test;

final class MatrixJsonReaderTest {
  private static final String ROOM =
      """
      {"room_name":"Soup","room_creator":"Ann","topic":"","export_date":"1/2/2021","exported_by":"Ann",
       "messages":[
       {"type":"m.room.member","sender":"@ann:e.org","state_key":"@ann:e.org","event_id":"$0",
        "room_id":"!r","origin_server_ts":1600000000000,
        "content":{"membership":"join","displayname":"Ann B"}},
       {"type":"m.room.message","sender":"@ann:e.org","event_id":"$1","room_id":"!r",
        "origin_server_ts":1600000001000,"content":{"msgtype":"m.text","body":"helo"}},
       {"type":"m.room.message","sender":"@bob:e.org","event_id":"$2","room_id":"!r",
        "origin_server_ts":1600000002000,"content":{"msgtype":"m.text",
          "body":"> <@ann:e.org> helo\\n> there\\n\\n> mine\\nhi","format":"org.matrix.custom.html",
          "m.relates_to":{"m.in_reply_to":{"event_id":"$1"}}}},
       {"type":"m.room.message","sender":"@ann:e.org","event_id":"$3","room_id":"!r",
        "origin_server_ts":1600000003000,"content":{"msgtype":"m.text","body":"* hello",
          "m.new_content":{"msgtype":"m.text","body":"hello"},
          "m.relates_to":{"rel_type":"m.replace","event_id":"$1"}}},
       {"type":"m.room.message","sender":"@bob:e.org","event_id":"$4","room_id":"!r",
        "origin_server_ts":1600000004000,"content":{"msgtype":"m.text","body":"* not mine",
          "m.new_content":{"msgtype":"m.text","body":"not mine"},
          "m.relates_to":{"rel_type":"m.replace","event_id":"$1"}}},
       {"type":"m.reaction","sender":"@bob:e.org","event_id":"$5","room_id":"!r",
        "origin_server_ts":1600000005000,"content":{"m.relates_to":{"rel_type":"m.annotation",
          "event_id":"$1","key":"+1"}}},
       {"type":"m.room.message","sender":"@bob:e.org","event_id":"$6","room_id":"!r",
        "origin_server_ts":1600000006000,"content":{},"unsigned":{"redacted_because":{"a":1}}},
       {"type":"m.room.encrypted","sender":"@bob:e.org","event_id":"$7","room_id":"!r",
        "origin_server_ts":1600000007000,"content":{"ciphertext":"x"}},
       {"type":"m.room.message","sender":"@bob:e.org","event_id":"$8","room_id":"!r",
        "origin_server_ts":1600000008000,"content":{"msgtype":"m.image","body":"a.png"}},
       {"type":"m.room.message","sender":"@bob:e.org","event_id":"$9","room_id":"!r",
        "origin_server_ts":1600000009000,
        "content":{"msgtype":"m.image","filename":"a.png","body":"my soup",
          "m.relates_to":{"rel_type":"m.thread","event_id":"$1","is_falling_back":true,
            "m.in_reply_to":{"event_id":"$2"}}}},
       {"type":"m.room.message","sender":"@bot:e.org","event_id":"$10","room_id":"!r",
        "origin_server_ts":1600000010000,"content":{"msgtype":"m.notice","body":"beep"}},
       {"type":"m.call.invite","sender":"@bob:e.org","event_id":"$11","room_id":"!r",
        "origin_server_ts":1600000011000,"content":{"call_id":"1"}},
       {"type":"m.room.message","sender":"@bob:e.org","event_id":"$12","room_id":"!r",
        "origin_server_ts":1600000012000,"content":{"msgtype":"m.text","body":"befor"},
        "unsigned":{"m.relations":{"m.replace":{"sender":"@bob:e.org",
          "origin_server_ts":1600000013000,"content":{"m.new_content":{"body":"after"}}}}}},
       {"type":"m.room.message","sender":"@bob:e.org","content":{"msgtype":"m.text","body":"x"}},
       {"type":"m.room.message","origin_server_ts":"soon","content":{"body":"x"}}]}
      """;

  @Test
  void readsARoom() {
    var room = read(Format.MATRIX_JSON, ROOM);

    assertThat(Exports.sniff(ROOM)).contains(Format.MATRIX_JSON);
    assertThat(room.kinds())
        .containsExactly(
            MessageKind.SYSTEM, // joined
            MessageKind.TEXT,
            MessageKind.TEXT,
            MessageKind.SYSTEM, // an edit
            MessageKind.SYSTEM, // an edit by somebody else
            MessageKind.REACTION,
            MessageKind.DELETION,
            MessageKind.SYSTEM, // encrypted
            MessageKind.MEDIA,
            MessageKind.TEXT, // a caption
            MessageKind.SYSTEM, // a bot's notice
            MessageKind.CALL,
            MessageKind.TEXT);
    assertThat(room.messages().get(1))
        .isEqualTo(
            new ParsedMessage(
                2,
                "!r",
                "$1",
                "@ann:e.org",
                "Ann B",
                Instant.parse("2020-09-13T12:26:41Z"),
                MessageKind.TEXT,
                "hello",
                null,
                Instant.parse("2020-09-13T12:26:43Z")));
    assertThat(room.reasons()).containsExactly(RejectReason.MISSING_FIELD, RejectReason.TIMESTAMP);
  }

  @Test
  void theAnsweredMessageIsNotTheAuthorsText() {
    ParsedMessage reply = read(Format.MATRIX_JSON, ROOM).messages().get(2);

    assertThat(reply.text()).isEqualTo("> mine\nhi");
    assertThat(reply.replyTo()).isEqualTo("$1");
  }

  @Test
  void aMessageInAThreadAnswersItsFirst() {
    assertThat(read(Format.MATRIX_JSON, ROOM).messages().get(9).replyTo()).isEqualTo("$1");
  }

  @Test
  void takesTheEditThatTheServerPutBesideTheMessage() {
    ParsedMessage edited = read(Format.MATRIX_JSON, ROOM).messages().get(12);

    assertThat(edited.text()).isEqualTo("after");
    assertThat(edited.editedAt()).isEqualTo("2020-09-13T12:26:53Z");
  }

  @Test
  void readsAMatrixArchive() {
    String archive =
        """
        [{"room_id":"!r:e.org","event_id":"$1","sender":"ann","user_id":null,
          "messageType":"m.room.message","timestamp":"2020-09-13T12:26:41.5",
          "content":{"msgtype":"m.text","body":"hello"}}]
        """;

    var read = read(Format.MATRIX_JSON, archive);

    assertThat(Exports.sniff(archive)).contains(Format.MATRIX_JSON);
    assertThat(read.texts()).containsExactly("hello");
    assertThat(read.times()).containsExactly(Instant.parse("2020-09-13T12:26:41.5Z"));
  }

  @Test
  void aCutRoomKeepsWhatCameBefore() {
    var cut = read(Format.MATRIX_JSON, ROOM.substring(0, ROOM.indexOf("m.reaction")));

    assertThat(cut.messages()).hasSize(5);
    assertThat(cut.texts().get(1)).isEqualTo("hello");
    assertThat(cut.reasons()).containsExactly(RejectReason.TRUNCATED);
    assertThat(cut.status()).isEqualTo("PARTIAL");
  }
}
