package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  private static final Tensor MATRIX =
      new Tensor("b", new long[] {2, 3}, new float[] {1, -2, 0.5f, 65504, 1e-7f, -0f});
  private static final Tensor SCALAR = new Tensor("a", new long[0], new float[] {7});

  private static byte[] file(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    return file.putLong(json.length).put(json).array();
  }

  @Test
  void whatIsWrittenIsReadBack() {
    byte[] bytes = Safetensors.toBytes(List.of(MATRIX, SCALAR), Map.of("run", "x"), TensorType.F32);
    Map<String, Tensor> read = Safetensors.read(bytes);
    assertThat(read.keySet()).containsExactly("a", "b");
    assertThat(read.get("b").shape()).containsExactly(2, 3);
    assertThat(read.get("b").data()).containsExactly(MATRIX.data());
    assertThat(read.get("a").data()).containsExactly(7);
  }

  @Test
  void headerIsSortedPaddedAndSaysPyTorch() {
    byte[] bytes = Safetensors.toBytes(List.of(MATRIX, SCALAR), Map.of("run", "x"), TensorType.F16);
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(length % 8).isZero();
    assertThat(new String(bytes, 8, length, StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo(
            "{\"__metadata__\":{\"format\":\"pt\",\"run\":\"x\"},"
                + "\"a\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[0,2]},"
                + "\"b\":{\"dtype\":\"F16\",\"shape\":[2,3],\"data_offsets\":[2,14]}}");
    assertThat(bytes).hasSize(8 + length + 14);
  }

  @Test
  void halfFloatsRoundToTheNearest() {
    Map<String, Tensor> read =
        Safetensors.read(Safetensors.toBytes(List.of(MATRIX), Map.of(), TensorType.F16));
    assertThat(read.get("b").data()).containsExactly(1, -2, 0.5f, 65504, 2 * 0x1p-24f, -0f);
    for (int bits = 0; bits < 0x7c00; bits++) {
      float value = HalfFloat.fromFloat16((short) bits);
      assertThat(HalfFloat.toFloat16(value)).isEqualTo((short) bits);
      float next = HalfFloat.fromFloat16((short) (bits + 1));
      if (bits % 2 == 0 && bits < 0x7bff) {
        assertThat(HalfFloat.toFloat16((value + next) / 2)).isEqualTo((short) bits);
      }
    }
    assertThat(HalfFloat.toFloat16(1e6f)).isEqualTo((short) 0x7c00);
    assertThat(HalfFloat.fromFloat16(HalfFloat.toFloat16(Float.NaN))).isNaN();
  }

  @Test
  void bfloat16IsTheUpperHalfOfFloat32() {
    byte[] bytes = file("{\"x\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[0,2]}}", 2);
    bytes[bytes.length - 2] = (byte) 0xc0;
    bytes[bytes.length - 1] = 0x3f;
    assertThat(Safetensors.read(bytes).get("x").data()).containsExactly(1.5f);
  }

  @Test
  void fileIsReplacedWhole(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("x.safetensors");
    Safetensors.write(file, List.of(MATRIX), Map.of(), TensorType.F32);
    Safetensors.write(file, List.of(SCALAR), Map.of(), TensorType.F32);
    assertThat(Safetensors.read(file).keySet()).containsExactly("a");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}} | 4 | shape needs 8 bytes",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | 8 | gaps and overlaps",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 8 | cover 4 bytes, the file holds 8",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | 4 | cover 8 bytes, the file holds 4",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"y\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 4 | gaps and overlaps",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | 8 | x occurs twice",
        "{\"x\":{\"dtype\":\"F99\",\"shape\":[1],\"data_offsets\":[0,4]}} | 4 | unknown dtype F99",
        "{\"x\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}} | 8 | must be F32, F16 or BF16, got I64",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,4]}} | 4 | shape overflows",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}} | 4 | negative number",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}} | 4 | two numbers",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1]}} | 4 | expected dtype, shape, data_offsets",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[NaN],\"data_offsets\":[0,4]}} | 4 | not valid",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}} | 4 | not valid",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"more\":1}} | 4 | unknown field more",
        "{\"x\":[1]} | 4 | not valid",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1] | 4 | ends too early",
        "[] | 0 | must begin with {",
      })
  void damagedHeadersAreRefused(String header, int dataBytes, String message) {
    assertThatThrownBy(() -> Safetensors.read(file(header, dataBytes)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("safetensors: ")
        .hasMessageContaining(message);
  }

  @Test
  void impossibleLengthsAreRefused() {
    for (long length : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001, 1000, 0}) {
      byte[] bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      assertThatThrownBy(() -> Safetensors.read(bytes)).hasMessageContaining("does not fit");
    }
    assertThatThrownBy(() -> Safetensors.read(new byte[3])).hasMessageContaining("at least 8");
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] whole = Safetensors.toBytes(List.of(MATRIX, SCALAR), Map.of(), TensorType.F32);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Safetensors.read(part)).isInstanceOf(IllegalArgumentException.class);
    }
    ByteArrayOutputStream longer = new ByteArrayOutputStream();
    longer.writeBytes(whole);
    longer.write(0);
    assertThatThrownBy(() -> Safetensors.read(longer.toByteArray()))
        .hasMessageContaining("the file holds");
  }
}
