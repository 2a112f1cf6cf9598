package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.io.IOException;
import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.idiolect.ingest.SharedExports;
import org.junit.jupiter.api.Test;

final class MattermostReaderTest {
  private static final String EXPORT =
      """
      {"type":"version","version":1}
      {"type":"channel","channel":{"team":"t","name":"c","display_name":"C","type":"O"}}
      {"type":"user","user":{"username":"ann","teams":null}}
      {"type":"post","post":{"team":"t","channel":"c","user":"ann","message":"hi","create_at":1600000000001,"edit_at":1600000009000,"replies":[{"user":"bob","message":"yo","create_at":1600000000500},{"user":"bob","message":"no time"}]}}
      {"type":"post","post":{"team":"t","channel":"c","user":"ron","message":"ron joined the channel.","create_at":1600000001000}}
      {"type":"post","post":{"team":"t","channel":"c","user":"ron","type":"system_join_channel","message":"ron joined the channel.","create_at":1600000002000}}
      {"type":"post","post":{"team":"t","channel":"c","user":"ann","message":"ron joined the channel.","create_at":1600000003000}}
      {"type":"post","post":{"team":"t","channel":"c","user":"hook","message":"build failed","props":{"from_webhook":"true"},"create_at":1600000004000}}
      {"type":"post","post":{"team":"t","channel":"c","user":"ann","message":"","attachments":[{"path":"a.jpg"}],"create_at":1600000005000}}
      {"type":"direct_post","direct_post":{"channel_members":["bob","ann"],"user":"ann","message":"psst","create_at":1600000006000,"replies":null}}
      {"type":"direct_post","direct_post":{"channel_members":["ann","bob"],"user":"bob","message":"what","create_at":1600000007000,"replies":null}}
      {"type":"novelty","novelty":{}}
      {"type":"post","post":{"user":"ann","message":"where","create_at":1600000008000}}
      """;

  @Test
  void readsPostsWithTheirReplies() {
    var export = read(Format.MATTERMOST, EXPORT);

    assertThat(Exports.sniff(EXPORT)).contains(Format.MATTERMOST);
    assertThat(export.messages().get(0))
        .isEqualTo(
            new ParsedMessage(
                4,
                "t/c",
                "ann 1600000000001",
                "ann",
                "ann",
                Instant.parse("2020-09-13T12:26:40.001Z"),
                MessageKind.TEXT,
                "hi",
                null,
                Instant.parse("2020-09-13T12:26:49Z")));
    assertThat(export.messages().get(1).text()).isEqualTo("yo");
    assertThat(export.messages().get(1).replyTo()).isEqualTo("ann 1600000000001");
    assertThat(export.kinds().subList(2, 7))
        .containsExactly(
            MessageKind.SYSTEM, // an old notice of joining
            MessageKind.SYSTEM, // one that says so
            MessageKind.TEXT, // the same words, typed by somebody
            MessageKind.SYSTEM, // an integration
            MessageKind.MEDIA);
    assertThat(export.rejects())
        .extracting(Reject::position, Reject::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(4L, RejectReason.MISSING_FIELD),
            org.assertj.core.groups.Tuple.tuple(12L, RejectReason.NOT_A_MESSAGE),
            org.assertj.core.groups.Tuple.tuple(13L, RejectReason.MISSING_FIELD));
  }

  @Test
  void bothSidesOfADirectChannelAreOneConversation() {
    assertThat(read(Format.MATTERMOST, EXPORT).messages().subList(7, 9))
        .extracting(ParsedMessage::conversation)
        .containsOnly("direct ann bob");
  }

  @Test
  void aCutExportKeepsWhatCameBefore() {
    var cut = read(Format.MATTERMOST, EXPORT.substring(0, EXPORT.indexOf("psst")));

    assertThat(cut.messages()).hasSize(7);
    assertThat(cut.reasons()).containsExactly(RejectReason.MISSING_FIELD, RejectReason.TRUNCATED);
    assertThat(cut.status()).isEqualTo("PARTIAL");
  }

  @Test
  void countsAnExportOfAnotherProject() throws IOException {
    var export =
        SharedExports.read(
            Format.MATTERMOST, "mattermost__zulip-zulip__direct_channel_export.json");

    assertThat(export.kinds()).filteredOn(MessageKind.SYSTEM::equals).hasSize(1);
    assertThat(export.kinds()).filteredOn(MessageKind.TEXT::equals).hasSize(10);
    assertThat(export.messages().stream().map(ParsedMessage::conversation).distinct()).hasSize(5);
    assertThat(export.rejects()).isEmpty();
  }
}
