package org.idiolect.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.idiolect.SparkExtension;
import org.idiolect.privacy.Pseudonyms;
import org.idiolect.tokenize.ChatTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class AuthorStepTest {
  private static final AuthorConfig AUTHORS = new AuthorConfig(100, 50, 10, 40, 1, 2);
  private static final WindowConfig CONFIG =
      new WindowConfig(64, 32, SplitConfig.defaults(), AUTHORS);

  private static Map<String, Author> summarise(SparkSession spark, MessageRows chats) {
    Dataset<Row> messages = spark.createDataFrame(chats.rows(), MessageRows.SCHEMA);
    Dataset<Row> windows = WindowStep.cut(messages, ChatTokenizer.truncated(257), CONFIG);
    Dataset<Row> authors = AuthorStep.summarise(messages, windows, AUTHORS);
    assertThat(authors.schema().catalogString()).isEqualTo(Author.SCHEMA.catalogString());
    return authors.collectAsList().stream()
        .map(Author::fromRow)
        .collect(Collectors.toMap(Author::authorId, Function.identity()));
  }

  @Test
  void countsWhatEachPersonWroteBySplit(SparkSession spark) {
    // Ten sessions of ten messages by two people: 6 train, 2 validation, 2 test.
    MessageRows chats = new MessageRows().conversation("c", 10, 10, "x", "y").media("c", "x");
    // " say number 0\n" is 14 bytes.
    assertThat(summarise(spark, chats).get("x"))
        .isEqualTo(
            new Author(
                "x",
                50,
                150,
                700,
                Instant.parse("2021-03-14T12:00:00Z"),
                Instant.parse("2021-03-23T12:08:00Z"),
                "C",
                false,
                Author.REASON_TRAIN_MESSAGES,
                30,
                10,
                10,
                6,
                2,
                2,
                420));
  }

  @Test
  void enoughMessagesMakeAnAuthorEligible(SparkSession spark) {
    Author author =
        summarise(spark, new MessageRows().conversation("c", 10, 40, "x", "y")).get("y");
    assertThat(author.trainMessages()).isEqualTo(120);
    assertThat(author.grade()).isEqualTo("A");
    assertThat(author.eligible()).isTrue();
    assertThat(author.reason()).isNull();
  }

  @Test
  void monologuesAndUnknownAuthorsNeverCount(SparkSession spark) {
    assertThat(Author.UNKNOWN).isEqualTo(Pseudonyms.UNKNOWN_AUTHOR);
    MessageRows chats =
        new MessageRows()
            .conversation("alone", 10, 60, "x")
            .conversation("c", 10, 120, "y", Author.UNKNOWN)
            .conversation("few-tests", 7, 40, "v", "w");
    Map<String, Author> authors = summarise(spark, chats);
    assertThat(authors.get("x").messages()).isEqualTo(600);
    assertThat(authors.get("x").tokens()).isGreaterThan(600 * 14);
    assertThat(authors.get("x").trainMessages()).isZero();
    assertThat(authors.get("x").grade()).isEqualTo("D");
    assertThat(authors.get("x").reason()).isEqualTo(Author.REASON_TRAIN_MESSAGES);
    assertThat(authors.get("y").eligible()).isTrue();
    assertThat(authors.get(Author.UNKNOWN).reason()).isEqualTo(Author.REASON_UNKNOWN);
    assertThat(authors.get("v").reason()).isEqualTo(Author.REASON_TEST_SESSIONS);
  }

  @Test
  void settingsSayWhatIsAllowed() {
    assertThatThrownBy(() -> new AuthorConfig(10, 50, 5, 1, 1, 1))
        .hasMessage("window.authors: grade-a > grade-b > grade-c > 0 must hold, got 10, 50, 5");
    assertThatThrownBy(() -> new AuthorConfig(3, 2, 1, 0, 1, 1))
        .hasMessage("window.authors.minimum-train-messages must be at least 1, got 0");
  }
}
