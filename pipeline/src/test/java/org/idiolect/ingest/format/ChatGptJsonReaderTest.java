package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.idiolect.ingest.SharedExports;
import org.junit.jupiter.api.Test;

final class ChatGptJsonReaderTest {
  private static final String CONVERSATION =
      """
      {"title":"Soup","create_time":1600000000.5,"update_time":1600000100.0,"mapping":{
       "r":{"id":"r","message":null,"parent":null,"children":["s"]},
       "s":{"id":"s","parent":"r","children":["u1","u1b"],"message":{"id":"s",
         "author":{"role":"system"},"create_time":null,
         "content":{"content_type":"text","parts":[""]},
         "metadata":{"is_visually_hidden_from_conversation":true}}},
       "u1":{"id":"u1","parent":"s","children":["a1"],"message":{"id":"u1",
         "author":{"role":"user"},"create_time":1600000001.0,
         "content":{"content_type":"text","parts":["how do i make soup"]},"recipient":"all"}},
       "a1":{"id":"a1","parent":"u1","children":[],"message":{"id":"a1",
         "author":{"role":"assistant"},"create_time":1600000002.0,
         "content":{"content_type":"text","parts":["Boil water."]},"recipient":"all"}},
       "u1b":{"id":"u1b","parent":"s","children":["c"],"message":{"id":"u1b",
         "author":{"role":"user"},"create_time":1600000003.123456,
         "content":{"content_type":"multimodal_text","parts":[
           {"content_type":"image_asset_pointer","asset_pointer":"file-1"},"and this soup?"]}}},
       "c":{"id":"c","parent":"u1b","children":["t"],"message":{"id":"c",
         "author":{"role":"assistant"},"create_time":1600000004.0,"recipient":"python",
         "content":{"content_type":"code","text":"boil()"}}},
       "t":{"id":"t","parent":"c","children":["a2"],"message":{"id":"t",
         "author":{"role":"tool","name":"python"},"create_time":1600000005.0,
         "content":{"content_type":"execution_output","text":"hot"}}},
       "a2":{"id":"a2","parent":"t","children":["u2"],"message":{"id":"a2",
         "author":{"role":"assistant"},"create_time":null,
         "content":{"content_type":"text","parts":["That is soup."]}}},
       "u2":{"id":"u2","parent":"a2","children":[],"message":{"id":"u2",
         "author":{"role":"user"},"create_time":1600000006.0,
         "content":{"content_type":"multimodal_text","parts":[{"asset_pointer":"file-2"}]}}}},
       "current_node":"u2","conversation_id":"c-1"}""";

  private static final String EXPORT = "[" + CONVERSATION + ",{\"title\":\"x\"}]";

  @Test
  void readsTheBranchThatWasSeen() {
    var export = read(Format.CHATGPT_JSON, EXPORT);

    assertThat(Exports.sniff(EXPORT)).contains(Format.CHATGPT_JSON);
    assertThat(export.kinds())
        .containsExactly(
            MessageKind.SYSTEM, // the hidden instruction
            MessageKind.TEXT,
            MessageKind.SYSTEM, // the call of a tool
            MessageKind.SYSTEM, // its answer
            MessageKind.SYSTEM, // the assistant
            MessageKind.MEDIA,
            MessageKind.SYSTEM, // the branch that was left: a question
            MessageKind.SYSTEM); // and its answer
    assertThat(export.messages().get(1))
        .isEqualTo(
            new ParsedMessage(
                2,
                "c-1",
                "u1b",
                "me",
                "me",
                Instant.parse("2020-09-13T12:26:43.123456Z"),
                MessageKind.TEXT,
                "and this soup?",
                null,
                null));
    assertThat(export.messages()).extracting(ParsedMessage::position).doesNotHaveDuplicates();
    assertThat(export.rejects())
        .containsExactly(
            new Reject(9, RejectReason.MISSING_FIELD, "a conversation has no 'mapping'"));
  }

  @Test
  void anAnswerWithoutTimeIsAsOldAsWhatIsBeforeIt() {
    var answer = read(Format.CHATGPT_JSON, EXPORT).messages().get(4);

    assertThat(answer.text()).isEqualTo("That is soup.");
    assertThat(answer.sentAt()).isEqualTo("2020-09-13T12:26:45Z");
  }

  @Test
  void theAssistantIsNeverTheOwner() {
    for (String owner : new String[] {"me", "assistant", "Ann"}) {
      var events = Exports.rawEvents(Format.CHATGPT_JSON, EXPORT, Exports.ownedBy(owner));

      assertThat(events)
          .filteredOn(event -> event instanceof ParsedMessage m && m.text().equals("That is soup."))
          .singleElement()
          .isInstanceOfSatisfying(
              ParsedMessage.class, answer -> assertThat(answer.author()).isNotEqualTo(owner));
      assertThat(events)
          .filteredOn(event -> event instanceof ParsedMessage m && m.nativeId().equals("u2"))
          .singleElement()
          .isInstanceOfSatisfying(
              ParsedMessage.class, typed -> assertThat(typed.author()).isEqualTo(owner));
    }
  }

  @Test
  void withoutACurrentNodeTheNewestBranchCounts() {
    String trimmed = EXPORT.replace("\"current_node\":\"u2\",", "");

    assertThat(read(Format.CHATGPT_JSON, trimmed).texts())
        .isEqualTo(read(Format.CHATGPT_JSON, EXPORT).texts());
  }

  @Test
  void aTreeThatRunsInACircleEnds() {
    String circle = EXPORT.replace("\"parent\":\"r\"", "\"parent\":\"u2\"");

    assertThat(read(Format.CHATGPT_JSON, circle).messages()).hasSize(8);
  }

  @Test
  void aCutExportKeepsWholeConversations() {
    String two = "[" + CONVERSATION + "," + CONVERSATION + "]";
    var cut = read(Format.CHATGPT_JSON, two.substring(0, two.length() - 30));

    assertThat(cut.messages()).hasSize(8);
    assertThat(cut.reasons()).containsExactly(RejectReason.TRUNCATED);
    assertThat(cut.status()).isEqualTo("PARTIAL");
  }

  @Test
  void oneLineIsReadConversationByConversation() throws IOException {
    String one = CONVERSATION.replace("\n", "");
    byte[] bytes = ("[" + (one + ",").repeat(2_000) + one + "]").getBytes(StandardCharsets.UTF_8);
    long[] taken = new long[1];
    ExportInput input =
        new ExportInput(
            () -> counting(bytes, taken),
            StandardCharsets.UTF_8,
            Exports.MODIFIED,
            replaced -> {},
            ExportPlace.NONE,
            null);

    try (ExportReader reader = Format.CHATGPT_JSON.open(input, FormatConfig.defaults())) {
      assertThat(reader.next()).isInstanceOf(ParsedMessage.class);
      assertThat(taken[0]).isLessThan(200_000).isLessThan(bytes.length / 10);
    }
  }

  @Test
  void countsExportsOfOtherProjects() throws IOException {
    var linked =
        SharedExports.read(
            Format.CHATGPT_JSON, "chatgpt__ctxray-ctxray__chatgpt_conversations.json");
    assertThat(linked.kinds()).filteredOn(MessageKind.TEXT::equals).hasSize(4);
    assertThat(linked.authors().subList(1, 7)).filteredOn("me"::equals).hasSize(4);
    assertThat(linked.messages()).extracting(ParsedMessage::conversation).contains("root-node-002");
    var bare =
        SharedExports.read(Format.CHATGPT_JSON, "chatgpt__0x1Adi-chatlectify__chatgpt_export.json");
    assertThat(bare.authors()).containsExactly("me", ChatGptJsonReader.ASSISTANT, "me");
    assertThat(bare.kinds())
        .containsExactly(MessageKind.TEXT, MessageKind.SYSTEM, MessageKind.TEXT);
    assertThat(bare.rejects()).isEmpty();
  }

  private static InputStream counting(byte[] bytes, long[] taken) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        taken[0] += Math.max(0, count);
        return count;
      }
    };
  }
}
