package org.idiolect.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.idiolect.SparkExtension;
import org.idiolect.tokenize.ChatTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class WindowStepTest {
  private static final ChatTokenizer TOKENIZER = ChatTokenizer.truncated(512);
  private static final WindowConfig CONFIG =
      new WindowConfig(64, 32, SplitConfig.defaults(), AuthorConfig.defaults());

  private static MessageRows chats() {
    MessageRows chats = new MessageRows().media("long", "x");
    chats.conversation("long", 20, 12, "x", "y");
    for (int i = 0; i < 30; i++) {
      chats.conversation("short-" + i, 2, 6, "x", "z");
    }
    return chats;
  }

  /** The rows of the table in the order of their ids; rows compare by content. */
  private static List<Row> rows(SparkSession spark, List<Row> messages, int partitions) {
    Dataset<Row> table =
        spark.createDataFrame(messages, MessageRows.SCHEMA).repartition(partitions);
    Dataset<Row> windows = WindowStep.cut(table, TOKENIZER, CONFIG);
    assertThat(windows.schema().catalogString()).isEqualTo(TokenWindow.SCHEMA.catalogString());
    return windows.orderBy(TokenWindow.WINDOW_ID).collectAsList();
  }

  private static List<TokenWindow> cut(SparkSession spark, List<Row> messages) {
    return rows(spark, messages, 3).stream().map(TokenWindow::fromRow).toList();
  }

  @Test
  void everyTextIsScoredOnceAndNothingElse(SparkSession spark) {
    List<Row> rows = chats().rows();
    List<TokenWindow> windows = cut(spark, rows);
    List<String> scored =
        windows.stream()
            .flatMap(w -> w.spans().stream().filter(span -> span.start() >= w.scoredFrom()))
            .map(Span::messageId)
            .toList();
    List<String> typed =
        rows.stream()
            .filter(row -> row.getString(6).equals("text"))
            .map(row -> row.getString(0))
            .toList();
    assertThat(scored).containsExactlyInAnyOrderElementsOf(typed);
  }

  @Test
  void partitionsAndOrderChangeNothing(SparkSession spark) {
    List<Row> messages = new ArrayList<>(chats().rows());
    List<Row> expected = rows(spark, messages, 1);
    Collections.shuffle(messages, new Random(3));
    assertThat(rows(spark, messages, 7)).isEqualTo(expected);
    spark.conf().set("spark.sql.shuffle.partitions", 5);
    try {
      assertThat(rows(spark, messages, 2)).isEqualTo(expected);
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", 2);
    }
  }

  @Test
  void recordsGiveTheirRowsBack(SparkSession spark) {
    TokenWindow window = cut(spark, chats().rows()).get(0);
    Row row = spark.createDataFrame(List.of(window.toRow()), TokenWindow.SCHEMA).first();
    assertThat(TokenWindow.fromRow(row).spans()).isEqualTo(window.spans());
    assertThat(TokenWindow.fromRow(row).tokenIds()).isEqualTo(window.tokenIds());
  }

  @Test
  void sessionLiesInOneSplitAndTheLastOnesAreTest(SparkSession spark) {
    List<TokenWindow> windows = cut(spark, chats().rows());
    Map<String, Set<Split>> splits =
        windows.stream()
            .collect(
                Collectors.groupingBy(
                    TokenWindow::sessionId,
                    Collectors.mapping(TokenWindow::split, Collectors.toSet())));
    assertThat(splits.values()).allSatisfy(ofSession -> assertThat(ofSession).hasSize(1));
    assertThat(splits.get("long-13")).containsExactly(Split.TRAIN);
    assertThat(splits.get("long-14")).containsExactly(Split.VALIDATION);
    assertThat(splits.get("long-16")).containsExactly(Split.VALIDATION);
    assertThat(splits.get("long-17")).containsExactly(Split.TEST);
    for (int i = 0; i < 30; i++) {
      assertThat(splits.get("short-" + i + "-0")).isEqualTo(splits.get("short-" + i + "-1"));
    }
    assertThat(new HashSet<>(splits.values())).hasSize(3);
  }

  @Test
  void windowIdsAreUnique(SparkSession spark) {
    assertThat(cut(spark, chats().rows()))
        .extracting(TokenWindow::windowId)
        .doesNotHaveDuplicates();
  }

  @Test
  void noMessagesGiveNoWindows(SparkSession spark) {
    assertThat(cut(spark, List.of())).isEmpty();
  }
}
