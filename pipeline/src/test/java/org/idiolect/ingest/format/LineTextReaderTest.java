package org.idiolect.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.idiolect.ingest.Exports.read;

import java.time.Instant;
import org.idiolect.ingest.Exports;
import org.junit.jupiter.api.Test;

final class LineTextReaderTest {
  private static final String JAPANESE =
      """
      \ufeff[LINE] Annとのトーク履歴
      保存日時：2020/05/03 09:00

      2020/05/01(金)
      13:05\tAnn\tこんにちは
      13:06\tBob\t"一行目
      ""二行目"" です"
      13:07\tAnn\t"閉じない
      2019/01/01(火)
      13:08\t\tAnnがメッセージの送信を取り消しました
      13:08\tBobが退出しました。
      13:09\tBob\t[スタンプ]
      13:10\tBob\t☎ 通話時間 1:23

      2020/05/02(土)
      午前00:01\tAnn\t[写真]?
      24:10\tAnn\tまだ起きてる
      99:10\tAnn\t時刻なし
      2020/06/31(水)
      13:11\tAnn\t日付なし
      """;

  private static final String ENGLISH =
      """
      [LINE] Chat history with Ann
      Saved on: 5/3/2020 9:00

      Fri, 5/1/2020
      1:05 PM\tAnn\thi\tthere
      1:06 PM\tBob B\t[Photo]
      """;

  @Test
  void readsJapanese() {
    var chat = read(Format.LINE_TEXT, JAPANESE);

    assertThat(Exports.sniff(JAPANESE)).contains(Format.LINE_TEXT);
    assertThat(chat.texts())
        .containsExactly(
            "こんにちは", "一行目\n\"二行目\" です", "\"閉じない\n2019/01/01(火)", "", "", "", "", "[写真]?", "まだ起きてる");
    assertThat(chat.kinds())
        .containsExactly(
            MessageKind.TEXT,
            MessageKind.TEXT,
            MessageKind.TEXT,
            MessageKind.SYSTEM,
            MessageKind.SYSTEM,
            MessageKind.MEDIA,
            MessageKind.CALL,
            MessageKind.TEXT,
            MessageKind.TEXT);
    assertThat(chat.authors().subList(0, 5)).containsExactly("Ann", "Bob", "Ann", null, null);
    assertThat(chat.times())
        .startsWith(Instant.parse("2020-05-01T13:05:00Z"))
        .endsWith(Instant.parse("2020-05-02T00:01:00Z"), Instant.parse("2020-05-02T00:10:00Z"));
    assertThat(chat.reasons()).hasSize(3).containsOnly(RejectReason.TIMESTAMP);
  }

  @Test
  void readsEnglish() {
    var chat = read(Format.LINE_TEXT, ENGLISH);

    assertThat(Exports.sniff(ENGLISH)).contains(Format.LINE_TEXT);
    assertThat(chat.texts()).containsExactly("hi\tthere", "");
    assertThat(chat.authors()).containsExactly("Ann", "Bob B");
    assertThat(chat.kinds()).containsExactly(MessageKind.TEXT, MessageKind.MEDIA);
    assertThat(chat.times()).startsWith(Instant.parse("2020-05-01T13:05:00Z"));
  }
}
