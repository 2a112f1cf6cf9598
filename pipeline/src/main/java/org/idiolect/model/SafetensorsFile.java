package org.idiolect.model;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A safetensors file of which tensors are read in any order, a piece in memory at a time. */
final class SafetensorsFile implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final Map<String, SafetensorsHeader.Entry> entries;
  private final long dataStart;

  private SafetensorsFile(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.entries =
        Safetensors.header(Channels.newInputStream(channel), channel.size()).entries().stream()
            .collect(Collectors.toMap(SafetensorsHeader.Entry::name, Function.identity()));
    this.dataStart = channel.position();
  }

  /** Reads and checks the header. Throws IllegalArgumentException, with the file, if it is bad. */
  static SafetensorsFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      return new SafetensorsFile(file, channel);
    } catch (IllegalArgumentException e) {
      channel.close();
      throw named(file, e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static IllegalArgumentException named(Path file, Exception cause) {
    return new IllegalArgumentException(file + ": " + cause.getMessage(), cause);
  }

  Optional<SafetensorsHeader.Entry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /**
   * Reads a tensor as float32.
   *
   * @param floats direct and little-endian; filled for each piece, whose end is its limit
   */
  void read(SafetensorsHeader.Entry entry, ByteBuffer floats, Consumer<ByteBuffer> sink)
      throws IOException {
    TensorType type = type(entry);
    long position = dataStart + entry.begin();
    long left = (entry.end() - entry.begin()) / type.bytes();
    ByteBuffer bytes =
        type == TensorType.F32
            ? floats
            : ByteBuffer.allocate(floats.capacity() / 2).order(ByteOrder.LITTLE_ENDIAN);
    while (left > 0) {
      int count = (int) Math.min(left, floats.capacity() / 4);
      fill(entry, bytes.clear().limit(count * type.bytes()), position);
      if (type != TensorType.F32) {
        widen(bytes, type, floats.clear());
      }
      sink.accept(floats.flip());
      position += (long) count * type.bytes();
      left -= count;
    }
  }

  private TensorType type(SafetensorsHeader.Entry entry) {
    try {
      return Safetensors.type(entry);
    } catch (IllegalArgumentException e) {
      throw named(file, e);
    }
  }

  private void fill(SafetensorsHeader.Entry entry, ByteBuffer bytes, long position)
      throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("tensor " + entry.name() + " ends too early");
      }
    }
  }

  private static void widen(ByteBuffer bytes, TensorType type, ByteBuffer floats) {
    bytes.flip();
    while (bytes.hasRemaining()) {
      short half = bytes.getShort();
      floats.putFloat(
          type == TensorType.F16 ? HalfFloat.fromFloat16(half) : HalfFloat.fromBFloat16(half));
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
