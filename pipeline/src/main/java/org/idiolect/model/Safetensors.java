package org.idiolect.model;

import static org.idiolect.model.SafetensorsHeader.refuseUnless;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Reads and writes safetensors files: a length (uint64, little-endian), a JSON header, the bytes of
 * the tensors.
 *
 * <p>Reading is bounded and strict (format: https://github.com/huggingface/safetensors, README): a
 * header of at most 100 MB, tensors that cover the data without gaps or overlaps, no name twice.
 * Weights of type F32, F16 and BF16 become float32. Written files are byte-stable: names sorted,
 * the header padded to 8 bytes.
 */
public final class Safetensors {
  /** The limit of the format's own reader. */
  static final long LARGEST_HEADER_BYTES = 100_000_000;

  private static final int BUFFER_BYTES = 1 << 20;

  private Safetensors() {}

  /**
   * All tensors of a file, in the order of their bytes. Throws IllegalArgumentException on a
   * damaged file.
   */
  public static Map<String, Tensor> read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
      return read(in, Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /** All tensors of a file held in memory. */
  public static Map<String, Tensor> read(byte[] bytes) {
    try {
      return read(new ByteArrayInputStream(bytes), bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The strings in the header of a file held in memory. */
  public static Map<String, String> metadata(byte[] bytes) {
    try {
      return header(new ByteArrayInputStream(bytes), bytes.length).metadata();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Tensor> read(InputStream in, long size) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (SafetensorsHeader.Entry entry : header(in, size).entries()) {
      tensors.put(entry.name(), readTensor(in, entry));
    }
    return tensors;
  }

  /** Reads up to the first byte of the data. */
  static SafetensorsHeader header(InputStream in, long size) throws IOException {
    refuseUnless(size >= 8, "a file has at least 8 bytes, got " + size);
    long length = ByteBuffer.wrap(in.readNBytes(8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    refuseUnless(
        length >= 2 && length <= LARGEST_HEADER_BYTES && length <= size - 8,
        "a header of %s bytes does not fit (file %d bytes, limit %d)"
            .formatted(Long.toUnsignedString(length), size, LARGEST_HEADER_BYTES));
    String json = new String(in.readNBytes((int) length), StandardCharsets.UTF_8);
    refuseUnless(json.startsWith("{"), "the header must begin with {");
    return SafetensorsHeader.parse(json, size - 8 - length);
  }

  private static Tensor readTensor(InputStream in, SafetensorsHeader.Entry entry)
      throws IOException {
    TensorType type = type(entry);
    long count = (entry.end() - entry.begin()) / type.bytes();
    refuseUnless(count <= Integer.MAX_VALUE - 8, "tensor " + entry.name() + " is too large");
    float[] data = new float[(int) count];
    byte[] bytes = new byte[BUFFER_BYTES];
    for (int done = 0; done < data.length; ) {
      int part = Math.min(data.length - done, BUFFER_BYTES / type.bytes());
      if (in.readNBytes(bytes, 0, part * type.bytes()) < part * type.bytes()) {
        throw new EOFException("tensor " + entry.name() + " ends too early");
      }
      decode(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), type, data, done, part);
      done += part;
    }
    return new Tensor(entry.name(), entry.shape(), data);
  }

  /** The element type, which must be one of those that weights have. */
  static TensorType type(SafetensorsHeader.Entry entry) {
    refuseUnless(
        Arrays.stream(TensorType.values()).anyMatch(t -> t.name().equals(entry.type())),
        "tensor %s: dtype must be F32, F16 or BF16, got %s".formatted(entry.name(), entry.type()));
    return TensorType.valueOf(entry.type());
  }

  private static void decode(
      ByteBuffer bytes, TensorType type, float[] data, int offset, int count) {
    switch (type) {
      case F32 -> bytes.asFloatBuffer().get(data, offset, count);
      case F16 -> {
        for (int i = 0; i < count; i++) {
          data[offset + i] = HalfFloat.fromFloat16(bytes.getShort());
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          data[offset + i] = HalfFloat.fromBFloat16(bytes.getShort());
        }
      }
    }
  }

  /**
   * Writes the file whole: first beside its place, then renamed into it. Of each tensor one piece
   * is in memory at a time.
   *
   * @param metadata strings for the header; {@code format: pt}, which transformers asks for, is
   *     added
   * @param type F32 or F16
   */
  public static void write(
      Path file,
      List<? extends TensorPieces> tensors,
      Map<String, String> metadata,
      TensorType type) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER_BYTES)) {
        write(out, tensors, metadata, type);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    } catch (UncheckedIOException e) {
      throw new UncheckedIOException("cannot write " + file, e.getCause());
    }
  }

  /** The bytes of the file that {@link #write} would make. */
  public static byte[] toBytes(
      List<Tensor> tensors, Map<String, String> metadata, TensorType type) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(out, tensors, metadata, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void write(
      OutputStream out,
      List<? extends TensorPieces> tensors,
      Map<String, String> metadata,
      TensorType type)
      throws IOException {
    refuseUnless(type != TensorType.BF16, "BF16 is read, not written");
    List<TensorPieces> sorted = new ArrayList<>(tensors);
    sorted.sort(Comparator.comparing(TensorPieces::name));
    String json = header(sorted, metadata, type);
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    int padded = (header.length + 7) / 8 * 8;
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(padded).array());
    out.write(header);
    out.write(" ".repeat(padded - header.length).getBytes(StandardCharsets.UTF_8));
    byte[] bytes = new byte[BUFFER_BYTES];
    for (TensorPieces tensor : sorted) {
      tensor.read(piece -> writeData(out, piece, type, bytes));
    }
  }

  private static String header(
      List<TensorPieces> sorted, Map<String, String> metadata, TensorType type) {
    JsonObject root = new JsonObject();
    JsonObject strings = new JsonObject();
    Map<String, String> all = new TreeMap<>(metadata);
    all.put("format", "pt");
    all.forEach(strings::addProperty);
    root.add("__metadata__", strings);
    long begin = 0;
    for (TensorPieces tensor : sorted) {
      refuseUnless(!root.has(tensor.name()), "the name " + tensor.name() + " occurs twice");
      long end = begin + LongStream.of(tensor.shape()).reduce(type.bytes(), (n, axis) -> n * axis);
      JsonObject entry = new JsonObject();
      entry.addProperty("dtype", type.name());
      entry.add("shape", numbers(tensor.shape()));
      entry.add("data_offsets", numbers(begin, end));
      root.add(tensor.name(), entry);
      begin = end;
    }
    return root.toString();
  }

  private static JsonArray numbers(long... values) {
    JsonArray array = new JsonArray();
    for (long value : values) {
      array.add(new com.google.gson.JsonPrimitive(value));
    }
    return array;
  }

  /**
   * Writes float32 values in the file's type.
   *
   * @param bytes room to work in
   */
  private static void writeData(
      OutputStream out, ByteBuffer floats, TensorType type, byte[] bytes) {
    try {
      while (floats.hasRemaining()) {
        int count = Math.min(floats.remaining() / Float.BYTES, bytes.length / type.bytes());
        if (type == TensorType.F32) {
          floats.get(bytes, 0, count * Float.BYTES);
        } else {
          ByteBuffer halves = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
          for (int i = 0; i < count; i++) {
            halves.putShort(HalfFloat.toFloat16(floats.getFloat()));
          }
        }
        out.write(bytes, 0, count * type.bytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
