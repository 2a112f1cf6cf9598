package org.idiolect.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.idiolect.SparkExtension;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SparkExtension.class)
class TaskDeviceTest {
  private static final ComputeConfig SCHEDULED = new ComputeConfig("gpu", Precision.FLOAT32, 1);

  @ParameterizedTest
  @CsvSource({
    "3, '', 3", // the script's numbers are CUDA's
    "3, '2,3', 1", // CUDA counts within the visible ones
    "GPU-b, 'GPU-a, GPU-b', 1",
    "0, '4', 0", // a container's own numbers
  })
  void anAddressBecomesCudasNumber(String address, String visible, int number) {
    assertThat(TaskDevice.cudaNumber(address, visible)).isEqualTo(number);
  }

  @Test
  void anAddressThatCudaDoesNotKnowIsNamed() {
    assertThatThrownBy(() -> TaskDevice.cudaNumber("GPU-c", ""))
        .hasMessageContaining("GPU-c")
        .hasMessageContaining("CUDA_VISIBLE_DEVICES");
  }

  @Test
  void withoutATaskThereIsNoCardAndNoSilentCpu() {
    assertThatThrownBy(() -> TaskDevice.of(SCHEDULED))
        .hasMessageContaining("--conf spark.executor.resource.gpu.amount=1");
  }

  @Test
  void anyOtherDeviceStays() {
    assertThat(TaskDevice.of(SCHEDULED.onCard(2)).device()).isEqualTo("gpu:2");
    assertThat(TaskDevice.of(ComputeConfig.defaults()).device()).isEqualTo("cpu");
  }

  @Test
  void localModeRunsOnTheFirstCardWithoutAProfile(SparkSession spark) {
    JavaRDD<Integer> numbers =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(List.of(1, 2), 2);

    JavaRDD<Integer> placed = GpuTasks.place(numbers, SCHEDULED);

    assertThat(placed).isSameAs(numbers);
    assertThat(placed.map(number -> TaskDevice.of(SCHEDULED).device()).collect())
        .containsExactly("gpu:0", "gpu:0");
  }
}
