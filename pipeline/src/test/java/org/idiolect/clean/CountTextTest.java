package org.idiolect.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.idiolect.SparkExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The shortcuts give what Spark NLP's pipeline gives, text for text. */
@ExtendWith(SparkExtension.class)
final class CountTextTest {
  private static final String[] PIECES = {
    "ok",
    "lol",
    "I",
    "dr",
    "Mr",
    "etc",
    "a",
    "No",
    "x",
    "i",
    "e",
    "g",
    "vs",
    "St",
    "USA",
    "haha",
    "don't",
    "I'm",
    "so,",
    "o'clock,",
    "3.14",
    "12:30",
    "http://a.b/c?d=e",
    "u.s.",
    "...",
    "!",
    "?!",
    ".",
    ",",
    ":)",
    "\n",
    "\t",
    "  ",
    " ",
    "grüße",
    "你好",
    "👍🏽",
    "\u2028",
    "(hm)",
    "\"so\"",
    "-",
    "--",
    "#tag",
    "@you",
    "1.",
    "2)",
    "\u00a0",
    "ﷺ",
    "e\u0301",
    "$5",
    "50%",
    "\\",
    "/",
    "<b>",
    "_x_",
    "*y*",
    "e.g.",
    "ixe.",
    "p.m.",
    "Co.",
    "no. 5",
    "(a)",
    "b)",
    "hi!!",
    "what?",
    ";",
    "'s",
    "'ok.'",
    "U.S.A.",
    "\u0001",
    "\uf051",
    "\u2187",
    "x\u2188y",
    "wow!",
    "well...",
    "well... Then",
    "A.",
    "a;b",
    "hm?no",
    "! ",
    ":(",
    "Yes."
  };

  private static final String[] ENDS = {"!", "?", ".", ",", ":", "!!", "?!", "...", "!!!"};

  @Test
  void agreesWithThePipeline(SparkSession spark) {
    Random random = new Random(5);
    List<String> texts = new ArrayList<>(List.of(PIECES));
    for (int i = 0; i < 6_000; i++) {
      StringBuilder text = new StringBuilder();
      boolean words = random.nextInt(3) == 0;
      for (int piece = random.nextInt(7); piece >= 0; piece--) {
        text.append(PIECES[random.nextInt(words ? 20 : PIECES.length)]);
        text.append(random.nextInt(4) == 0 && !words ? "" : piece == 0 ? "" : " ");
      }
      texts.add(text + (words && i % 2 == 0 ? ENDS[i / 2 % ENDS.length] : ""));
    }
    Dataset<Row> rows = spark.createDataset(texts, Encoders.STRING()).toDF("nlp_text");

    List<Row> expected =
        TextCounts.annotators(rows)
            .transform(rows)
            .selectExpr("nlp_text", "size(token)", "size(sentence)")
            .collectAsList();

    CountText counts = new CountText(TextCounts.annotators(rows));
    assertThat(expected)
        .allSatisfy(
            row ->
                assertThat(counts.call(row.getString(0)).toString())
                    .as(row.getString(0).codePoints().boxed().toList().toString())
                    .isEqualTo("[" + row.getInt(1) + "," + row.getInt(2) + "]"));
  }
}
