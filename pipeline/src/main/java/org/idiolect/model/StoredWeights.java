package org.idiolect.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The weights of a Hugging Face folder, read piece by piece; names with or without the prefix
 * {@code transformer.}. Other tensors, such as the mask buffers of old files and a tied {@code
 * lm_head.weight}, are passed over.
 */
record StoredWeights(Gpt2Config config, Path file) implements WeightSource {
  static final String PREFIX = "transformer.";
  static final String FILE = "model.safetensors";

  /** Throws IllegalArgumentException if the folder lacks a file, or holds another model. */
  static StoredWeights of(Path folder) {
    Gpt2Config config = Gpt2Config.read(folder);
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      String hint =
          Files.exists(folder.resolve("pytorch_model.bin"))
              ? ": convert its pytorch_model.bin with save_pretrained(..., safe_serialization=True)"
              : "";
      throw new IllegalArgumentException(folder + " has no " + FILE + hint);
    }
    return new StoredWeights(config, file);
  }

  @Override
  public void read(Sink sink) {
    ByteBuffer piece = ByteBuffer.allocateDirect(4 * PIECE).order(ByteOrder.LITTLE_ENDIAN);
    try (SafetensorsFile stored = SafetensorsFile.open(file)) {
      for (Gpt2Config.WeightShape expected : config.weightShapes()) {
        SafetensorsHeader.Entry entry = find(stored, expected);
        sink.begin(expected.name(), expected.axes());
        stored.read(entry, piece, sink::piece);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The same as tensors under the names of a Hugging Face file; each is read when it is asked. */
  List<TensorPieces> pieces() {
    return config.weightShapes().stream().<TensorPieces>map(Stored::new).toList();
  }

  /** One tensor of the file. */
  private final class Stored implements TensorPieces {
    private final Gpt2Config.WeightShape expected;

    Stored(Gpt2Config.WeightShape expected) {
      this.expected = expected;
    }

    @Override
    public String name() {
      return PREFIX + expected.name();
    }

    @Override
    public long[] shape() {
      return expected.axes();
    }

    @Override
    public void read(Consumer<ByteBuffer> sink) {
      ByteBuffer piece = ByteBuffer.allocateDirect(4 * PIECE).order(ByteOrder.LITTLE_ENDIAN);
      try (SafetensorsFile stored = SafetensorsFile.open(file)) {
        stored.read(find(stored, expected), piece, sink);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
  }

  private SafetensorsHeader.Entry find(SafetensorsFile stored, Gpt2Config.WeightShape expected) {
    SafetensorsHeader.Entry entry =
        stored
            .find(PREFIX + expected.name())
            .or(() -> stored.find(expected.name()))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s has no tensor %s".formatted(file, expected.name())));
    if (!Arrays.equals(entry.shape(), expected.axes())) {
      throw new IllegalArgumentException(
          "%s: tensor %s: config.json expects shape %s, got %s"
              .formatted(
                  file,
                  expected.name(),
                  Arrays.toString(expected.axes()),
                  Arrays.toString(entry.shape())));
    }
    return entry;
  }
}
