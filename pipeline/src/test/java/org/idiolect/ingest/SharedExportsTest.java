package org.idiolect.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.idiolect.ingest.format.MessageKind;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports of other projects, each found as a file of the name that a messenger gives it. */
final class SharedExportsTest {
  @TempDir private Path folder;

  /**
   * @param typed messages with a text
   * @param system lines of the service
   */
  @ParameterizedTest
  @CsvSource({
    "whatsapp__joweich-chat-miner__test_ddmmyy_24hrs.txt, _chat.txt, 6, 2, 9",
    "whatsapp__joweich-chat-miner__test_bracket_mmddyy_24hrs.txt, _chat.txt, 6, 2, 9",
    "whatsapp__joweich-chat-miner__test_mmddyyyy_12hrs.txt, _chat.txt, 6, 2, 9",
    "whatsapp__MasterScrat-Chatistics___chat.txt, _chat.txt, 20, 1, 21",
    "whatsapp__MasterScrat-Chatistics___chat_3.txt, _chat 3.txt, 9, 2, 11",
    "whatsapp__Berektassuly-chatpack-cli__whatsapp_export.txt, _chat.txt, 7, 0, 7",
    "telegram__Berektassuly-chatpack-cli__telegram_export.json, result.json, 7, 0, 7",
    "telegram__joweich-chat-miner__test_single_export.json, result.json, 2, 0, 2",
    "discord__Berektassuly-chatpack-cli__discord_export.json, S - c [1].json, 7, 0, 7",
    "discord__zulip-zulip__test_thread_200.json, S - c - T [200].json, 2, 0, 2",
    "instagram__joweich-chat-miner__test_export.json, message_1.json, 2, 0, 2",
    "messenger__kenn-io-msgvault__json_simple_inbox_alice_message_1.json, message_1.json, 3, 0, 3",
    "messenger__kenn-io-msgvault__json_simple_archived_zoe_message_1.json, message_1.json, 1, 0, 1",
    "messenger__kenn-io-msgvault__json_group_crew_message_1.json, message_1.json, 3, 0, 3",
    "messenger__kenn-io-msgvault__json_nontext_sam_message_1.json, message_1.json, 0, 1, 6",
    "messenger__kenn-io-msgvault__json_with_media_bob_message_1.json, message_1.json, 1, 0, 1",
    "messenger__kenn-io-msgvault__e2ee_alice_1.json, alice_1.json, 3, 0, 4",
    "messenger__kenn-io-msgvault__corrupt_goodsibling_message_1.json, message_1.json, 1, 0, 1",
  })
  void countsAreThoseThatTheirCollectionGives(
      String shared, String name, int typed, int system, int all) throws IOException {
    String exports = System.getenv("IDIOLECT_CHAT_EXPORTS");
    Assumptions.assumeTrue(exports != null && Files.exists(Path.of(exports, shared)));
    Path file = Files.copy(Path.of(exports, shared), folder.resolve(name));

    Exports.Read read = Exports.read(file, IngestConfig.defaults().withLatestFixed(Instant.now()));

    assertThat(read.rejects()).isEmpty();
    assertThat(read.messages()).hasSize(all);
    assertThat(read.kinds()).filteredOn(MessageKind.TEXT::equals).hasSize(typed);
    assertThat(read.kinds()).filteredOn(MessageKind.SYSTEM::equals).hasSize(system);
  }
}
