package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.io.IOException;
import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.idiolect.ingest.SharedExports;
import org.junit.jupiter.api.Test;

final class SmsBackupReaderTest {
  private static final String CHAT =
      """
      <?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
      <!--File Created By A & B, don't edit-->
      <?xml-stylesheet type="text/xsl" href="sms.xsl"?>
      <smses count="13">
        <sms address="+1 (555) 000-1001" date="1600000000001" type="1" subject="null"
          body="hi &#55357;&#56841;&#xD83D;&#xDE09; &#128521; &amp; &#10;more&#0;&#55357;." contact_name="Ann B" />
        <sms address="+15550001001" date="1600000001000" type="2" body="yo" contact_name="Ann B" />
        <sms address="null" date="1600000002000" type="3" body="never sent" contact_name="(Unknown)" />
        <sms address="BANK" date="1600000003000" type="1" body="your code" contact_name="(Unknown)" />
        <sms address="+15550001001" date="1600000004000" type="1" body="Loved “yo”" />
        <mms date="1600000005000" msg_box="1" address="+15550001002~+15550001001" m_id="m1" m_type="132">
          <parts>
            <part seq="-1" ct="application/smil" text="&lt;smil/&gt;" />
            <part seq="0" ct="text/plain" text="look" />
            <part seq="1" ct="image/jpeg" text="null" data="AAAA/not base64%==" />
            <part seq="2" ct="text/plain" text="there" />
          </parts>
          <addrs><addr address="+15550001002" type="137" /><addr address="+15550001001" type="151" /></addrs>
        </mms>
        <mms date="1600000006" msg_box="2" address="+15550001001~+15550001002">
          <parts><part ct="image/jpeg" data="AAAA" /></parts>
          <addrs><addr address="insert-address-token" type="137" /></addrs>
        </mms>
        <mms date="1600000007000" msg_box="1" address="+15550001001" m_type="130"><parts /></mms>
        <call number="+15550001001" duration="10" date="1600000008000" type="3" />
        <sms address="+15550001001" date="soon" type="1" body="x" />
        <sms address="+15550001001" type="1" body="x" />
        <sms date="1600000009000" type="1" body="x" />
        <note>x</note>
      </smses>
      """;

  @Test
  void readsMessagesOfBothKindsAndCalls() {
    var chat = read(Format.SMS_BACKUP, CHAT);

    assertThat(Exports.sniff(CHAT)).contains(Format.SMS_BACKUP);
    assertThat(chat.kinds())
        .containsExactly(
            MessageKind.TEXT,
            MessageKind.TEXT,
            MessageKind.SYSTEM, // a draft
            MessageKind.SYSTEM, // a service
            MessageKind.REACTION,
            MessageKind.TEXT,
            MessageKind.MEDIA,
            MessageKind.SYSTEM, // not fetched
            MessageKind.CALL);
    assertThat(chat.authors())
        .containsExactly(
            "+15550001001",
            "me",
            "me",
            "BANK",
            "+15550001001",
            "+15550001002",
            "me",
            "+15550001001",
            "+15550001001");
    assertThat(chat.messages().get(5))
        .isEqualTo(
            new ParsedMessage(
                6,
                "+15550001001~+15550001002",
                "m1",
                "+15550001002",
                "+15550001002",
                Instant.parse("2020-09-13T12:26:45Z"),
                MessageKind.TEXT,
                "look\nthere",
                null,
                null));
    assertThat(chat.messages().get(6).conversation())
        .isEqualTo(chat.messages().get(5).conversation());
    assertThat(chat.times().get(6)).isEqualTo("2020-09-13T12:26:46Z"); // counted in seconds
    assertThat(chat.messages().get(0).authorName()).isEqualTo("Ann B");
    assertThat(chat.messages().get(1).authorName()).isEqualTo("me");
    assertThat(chat.reasons())
        .containsExactly(
            RejectReason.TIMESTAMP,
            RejectReason.MISSING_FIELD,
            RejectReason.MISSING_FIELD,
            RejectReason.NOT_A_MESSAGE);
  }

  @Test
  void joinsHalvesOfEmojiAndDropsWhatXmlForbids() {
    var chat = read(Format.SMS_BACKUP, CHAT);

    assertThat(chat.texts().get(0)).isEqualTo("hi \uD83D\uDE09\uD83D\uDE09 \uD83D\uDE09 & \nmore.");
    assertThat(chat.status()).contains("TEXT_REPAIRED");
  }

  @Test
  void pictureOfAnySizeCostsNoText() {
    String big = CHAT.replace("data=\"AAAA\"", "data='" + "A".repeat(3 << 20) + "'");

    assertThat(read(Format.SMS_BACKUP, big).messages())
        .isEqualTo(read(Format.SMS_BACKUP, CHAT).messages());
  }

  @Test
  void longTextIsRefusedAlone() {
    String big = CHAT.replace("body=\"yo\"", "body=\"" + "&amp;".repeat(2 << 20) + "\"");

    var chat = read(Format.SMS_BACKUP, big);

    assertThat(chat.messages()).hasSize(8);
    assertThat(chat.reasons()).startsWith(RejectReason.TEXT_TOO_LONG).hasSize(5);
  }

  @Test
  void cutFileKeepsWhatCameBefore() {
    var inText = read(Format.SMS_BACKUP, CHAT.substring(0, CHAT.indexOf("your code")));
    var inParts = read(Format.SMS_BACKUP, CHAT.substring(0, CHAT.indexOf("<addrs>")));

    assertThat(inText.messages()).hasSize(3);
    assertThat(inParts.messages()).hasSize(5);
    assertThat(inText.reasons())
        .isEqualTo(inParts.reasons())
        .containsExactly(RejectReason.TRUNCATED);
    assertThat(inText.status()).contains("PARTIAL");
  }

  @Test
  void brokenElementAndDocumentTypeEndTheFile() {
    String broken = CHAT.replace("type=\"2\" body", "type=\"2\" <body");
    String typed =
        CHAT.replace(
            "<smses count", "<!DOCTYPE smses [<!ENTITY e SYSTEM \"file:///none\">]>\n<smses count");

    assertThat(read(Format.SMS_BACKUP, broken).reasons()).containsExactly(RejectReason.SYNTAX);
    assertThat(read(Format.SMS_BACKUP, broken).messages()).hasSize(1);
    assertThat(read(Format.SMS_BACKUP, typed).reasons()).containsExactly(RejectReason.XML_UNSAFE);
    assertThat(read(Format.SMS_BACKUP, typed).messages()).isEmpty();
  }

  @Test
  void countsOfOtherProjectsBackups() throws IOException {
    String prefix = "sms__shruggietech-sms-backup-restore-parser__";

    assertThat(SharedExports.read(Format.SMS_BACKUP, prefix + "minimal_sms.xml").messages())
        .hasSize(1);
    assertThat(SharedExports.read(Format.SMS_BACKUP, prefix + "minimal_mms.xml").texts())
        .containsExactly("Hello from MMS!");
    var edges = SharedExports.read(Format.SMS_BACKUP, prefix + "edge_cases.xml");
    assertThat(edges.messages()).hasSize(4);
    assertThat(edges.rejects()).isEmpty();
    var malformed = SharedExports.read(Format.SMS_BACKUP, prefix + "malformed.xml");
    assertThat(malformed.messages()).isEmpty();
    assertThat(malformed.reasons()).containsExactly(RejectReason.TRUNCATED);
  }
}
