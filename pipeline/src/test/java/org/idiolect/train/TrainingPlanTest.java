package org.idiolect.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.idiolect.SparkExtension;
import org.idiolect.window.Span;
import org.idiolect.window.Split;
import org.idiolect.window.TokenWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class TrainingPlanTest {
  private static final int SMALL_AUTHORS = 300;
  private static final int TOKENS_OF_A_SMALL_AUTHOR = 20;

  /** As the class documents: what an author costs beside his tokens. */
  private static final int WORK_OF_AN_AUTHOR = 256;

  private static final StructType AUTHORS =
      new StructType()
          .add("author_id", DataTypes.StringType, false)
          .add("grade", DataTypes.StringType, false)
          .add("eligible", DataTypes.BooleanType, false);

  @Test
  void oneAuthorWithMostOfTheTokensDoesNotDelayHundredsWithThreeMessages(SparkSession spark) {
    List<Row> windows = new ArrayList<>();
    List<Row> authors = new ArrayList<>();
    for (int author = 0; author < SMALL_AUTHORS; author++) {
      authors.add(RowFactory.create("small" + author, "C", true));
      windows.add(window("small" + author, 0, TOKENS_OF_A_SMALL_AUTHOR));
    }
    authors.add(RowFactory.create("whale", "A", true));
    int share = SMALL_AUTHORS * TOKENS_OF_A_SMALL_AUTHOR * 6 / 4; // 60 % of all
    for (int part = 0; part < 9; part++) {
      windows.add(window("whale", part, share / 9));
    }
    Dataset<Row> authorRows = spark.createDataFrame(authors, AUTHORS);
    Dataset<Row> windowRows = spark.createDataFrame(windows, TokenWindow.SCHEMA);

    for (int bins : new int[] {2, 4, 8}) {
      long[] work = new long[bins];
      Map<String, Row> seats = new TreeMap<>();
      for (Row row : TrainingPlan.of(windowRows, authorRows, bins).collectAsList()) {
        int bin = row.<Integer>getAs(TrainingPlan.BIN);
        work[bin] += row.<List<?>>getList(row.fieldIndex(TokenWindow.TOKEN_IDS)).size();
        Row other = seats.put(row.getAs(TrainingPlan.AUTHOR), row);
        if (other == null) {
          work[bin] += WORK_OF_AN_AUTHOR;
        } else {
          assertThat(other.<Integer>getAs(TrainingPlan.BIN)).isEqualTo(bin);
        }
      }

      assertThat(seats).hasSize(SMALL_AUTHORS + 1);
      assertThat(seats.get("whale").<Integer>getAs(TrainingPlan.PLACE)).isZero();
      long total = Arrays.stream(work).sum();
      double ideal = Math.max((double) total / bins, share + WORK_OF_AN_AUTHOR);
      assertThat(Arrays.stream(work).max().orElseThrow()).isLessThanOrEqualTo((long) (1.3 * ideal));
    }
  }

  private static Row window(String author, int part, int tokens) {
    Span span = new Span(author, author + part, 1, 3, tokens, 1, 4);
    String id = author + "-" + part;
    int[] tokenIds = new int[tokens];
    return new TokenWindow(id, "talk", id, Split.TRAIN, 0, tokenIds, List.of(span), 1).toRow();
  }
}
