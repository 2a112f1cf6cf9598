package org.idiolect.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.sql.SparkSession;
import org.idiolect.SparkExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class ProgressPluginTest {
  private static final CountDownLatch SEEN = new CountDownLatch(1);

  @Test
  void theDriverSeesProgressWhileTheTaskRuns(SparkSession spark) throws Exception {
    try (ProgressBoard board = ProgressBoard.open()) {
      var task = startTask(spark, board);

      for (int i = 0; board.value().isEmpty() && i < 1_000; i++) {
        Thread.sleep(10);
      }

      // The task ends only when it is told that its progress was seen.
      assertThat(board.value()).containsKey("shared model");
      assertThat(task.isDone()).isFalse();
      SEEN.countDown();
      task.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void aMessageForAClosedBoardIsDropped() {
    ProgressBoard board = ProgressBoard.open();
    board.close();

    ProgressBoard.receive(new ProgressBoard.Message("gone", progress()));

    assertThat(board.value()).isEmpty();
  }

  private static Future<Void> startTask(SparkSession spark, ProgressBoard board) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(List.of(1), 1)
        .foreachAsync(new SendAndWait(board));
  }

  private static Progress progress() {
    return new Progress("shared model", 1, 9, 1, 1, 1, 1, null);
  }

  private record SendAndWait(ProgressBoard board) implements VoidFunction<Integer> {
    @Override
    public void call(Integer number) throws InterruptedException {
      board.add(progress());
      assertThat(SEEN.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }
}
