package org.idiolect.model;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The JSON header of a safetensors file, checked: files come from strangers, so nothing is taken on
 * trust.
 *
 * @param entries in the order of their bytes
 * @param metadata strings that say where the tensors come from
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  /**
   * One tensor.
   *
   * @param type as written, for example F32 or BOOL
   * @param begin first byte within the data section
   * @param end byte after the last one
   */
  record Entry(String name, String type, long[] shape, long begin, long end) {}

  private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");
  private static final int MOST_AXES = 16;

  /**
   * Parses the header and checks that the tensors cover the data section without gaps or overlaps.
   */
  static SafetensorsHeader parse(String json, long dataBytes) {
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new TreeMap<>();
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      Set<String> names = new HashSet<>();
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        refuseUnless(names.add(name), "the name " + name + " occurs twice");
        if (name.equals("__metadata__")) {
          readMetadata(reader, metadata);
        } else {
          entries.add(readEntry(reader, name));
        }
      }
      reader.endObject();
    } catch (MalformedJsonException | IllegalStateException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "safetensors: the header is not valid: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("safetensors: the header ends too early", e);
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    checkCover(entries, dataBytes);
    return new SafetensorsHeader(List.copyOf(entries), metadata);
  }

  private static void readMetadata(JsonReader reader, Map<String, String> metadata)
      throws IOException {
    reader.beginObject();
    while (reader.hasNext()) {
      String key = reader.nextName();
      metadata.put(key, reader.nextString());
    }
    reader.endObject();
  }

  private static Entry readEntry(JsonReader reader, String name) throws IOException {
    Set<String> fields = new HashSet<>();
    String type = "";
    long[] shape = {};
    long[] offsets = {};
    reader.beginObject();
    while (reader.hasNext()) {
      String field = reader.nextName();
      refuseUnless(fields.add(field), "tensor " + name + ": " + field + " occurs twice");
      switch (field) {
        case "dtype" -> type = reader.nextString();
        case "shape" -> shape = readLongs(reader, name);
        case "data_offsets" -> offsets = readLongs(reader, name);
        default -> refuseUnless(false, "tensor " + name + ": unknown field " + field);
      }
    }
    reader.endObject();
    refuseUnless(fields.equals(FIELDS), "tensor " + name + ": expected dtype, shape, data_offsets");
    refuseUnless(offsets.length == 2, "tensor " + name + ": data_offsets must be two numbers");
    return checkedEntry(new Entry(name, type, shape, offsets[0], offsets[1]));
  }

  private static long[] readLongs(JsonReader reader, String name) throws IOException {
    List<Long> values = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      long value = reader.nextLong();
      refuseUnless(value >= 0, "tensor " + name + ": negative number " + value);
      refuseUnless(values.size() < MOST_AXES, "tensor " + name + ": too many axes");
      values.add(value);
    }
    reader.endArray();
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  private static Entry checkedEntry(Entry entry) {
    long bits = bitsOf(entry);
    try {
      for (long axis : entry.shape()) {
        bits = Math.multiplyExact(bits, axis);
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "safetensors: tensor " + entry.name() + ": shape overflows", e);
    }
    long bytes = entry.end() - entry.begin();
    refuseUnless(
        bits % 8 == 0 && bytes == bits / 8,
        "tensor %s: its shape needs %d bytes, data_offsets give %d"
            .formatted(entry.name(), bits / 8, bytes));
    return entry;
  }

  private static long bitsOf(Entry entry) {
    return switch (entry.type()) {
      case "F64", "I64", "U64" -> 64;
      case "F32", "I32", "U32" -> 32;
      case "F16", "BF16", "I16", "U16" -> 16;
      case "I8", "U8", "BOOL", "F8_E4M3", "F8_E5M2" -> 8;
      default ->
          throw new IllegalArgumentException(
              "safetensors: tensor " + entry.name() + ": unknown dtype " + entry.type());
    };
  }

  private static void checkCover(List<Entry> sorted, long dataBytes) {
    long covered = 0;
    for (Entry entry : sorted) {
      refuseUnless(
          entry.begin() == covered,
          "tensor %s begins at byte %d, expected %d: gaps and overlaps are refused"
              .formatted(entry.name(), entry.begin(), covered));
      covered = entry.end();
    }
    refuseUnless(
        covered == dataBytes,
        "the tensors cover %d bytes, the file holds %d".formatted(covered, dataBytes));
  }

  static void refuseUnless(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException("safetensors: " + message);
    }
  }
}
