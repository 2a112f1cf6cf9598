package org.idiolect.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.idiolect.jobs.InputRefusedException;

/** Reads a JSON-lines file and writes one line for each line read. */
final class JsonLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonLines() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /**
   * Applies a function to each line. Output appears under its name when it is complete.
   *
   * @throws InputRefusedException naming file and line if a line is not what was expected
   */
  static int transform(Path input, Path output, Function<JsonNode, ObjectNode> function) {
    Path partial = output.resolveSibling(output.getFileName() + ".partial");
    requireReadable(input);
    try (BufferedReader in = Files.newBufferedReader(input);
        Writer out = Files.newBufferedWriter(partial)) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (!line.isBlank()) {
          out.write(apply(input, number, line, function).toString());
          out.write('\n');
        }
      }
      out.close();
      Files.move(partial, output, StandardCopyOption.REPLACE_EXISTING);
      return number;
    } catch (CharacterCodingException e) {
      throw new InputRefusedException(input + " is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read " + input + " or write " + output + ": " + e.getMessage(), e);
    }
  }

  /**
   * Applies a function to each line that is what was expected, and tells of the others; reading
   * goes on behind them.
   *
   * @param refused told of each line that could not be used, in a sentence with file and line
   * @return lines written
   * @throws InputRefusedException if the file cannot be read as UTF-8 text
   */
  static int transformGood(
      Path input, Path output, Function<JsonNode, ObjectNode> function, Consumer<String> refused) {
    Path partial = output.resolveSibling(output.getFileName() + ".partial");
    List<String> lines = lines(input);
    int written = 0;
    try (Writer out = Files.newBufferedWriter(partial)) {
      int number = 0;
      for (String line : lines) {
        number++;
        if (!line.isBlank()) {
          ObjectNode answer = answerOrNull(input, number, line, function, refused);
          if (answer != null) {
            out.write(answer + "\n");
            written++;
          }
        }
      }
      out.close();
      Files.move(partial, output, StandardCopyOption.REPLACE_EXISTING);
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + output + ": " + e.getMessage(), e);
    }
  }

  private static ObjectNode answerOrNull(
      Path input,
      int number,
      String line,
      Function<JsonNode, ObjectNode> function,
      Consumer<String> refused) {
    try {
      return apply(input, number, line, function);
    } catch (InputRefusedException e) {
      refused.accept(e.getMessage());
      return null;
    }
  }

  /**
   * Looks before a model is loaded.
   *
   * @throws InputRefusedException if there is no such file, or it cannot be read
   */
  static void requireReadable(Path input) {
    if (!Files.exists(input)) {
      throw new InputRefusedException(
          "there is no file " + input + "; --input is a file of JSON lines");
    }
    if (Files.isDirectory(input) || !Files.isReadable(input)) {
      throw new InputRefusedException("cannot read " + input + "; --input is a file of JSON lines");
    }
  }

  private static List<String> lines(Path input) {
    try {
      return Files.readAllLines(input);
    } catch (CharacterCodingException e) {
      throw new InputRefusedException(input + " is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      throw new InputRefusedException("cannot read " + input + "; --input is a file of JSON lines");
    }
  }

  private static ObjectNode apply(
      Path input, int number, String line, Function<JsonNode, ObjectNode> function) {
    try {
      return function.apply(JSON.readTree(line));
    } catch (JsonProcessingException e) {
      throw new InputRefusedException(input + " line " + number + " is not JSON");
    } catch (InputRefusedException e) {
      throw new InputRefusedException(input + " line " + number + ": " + e.getMessage());
    }
  }

  /** An array of token ids, each in [0, vocabulary size). */
  static int[] tokenIds(JsonNode array, int vocabularySize) {
    if (array == null || !array.isArray()) {
      throw new InputRefusedException("token_ids must be an array of numbers");
    }
    int[] ids = new int[array.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = array.get(i).asInt(-1);
      if (ids[i] < 0 || ids[i] >= vocabularySize) {
        throw new InputRefusedException(
            "token id " + array.get(i) + " is not in [0, " + vocabularySize + ")");
      }
    }
    return ids;
  }

  static ArrayNode array(int[] values) {
    ArrayNode array = JSON.createArrayNode();
    for (int value : values) {
      array.add(value);
    }
    return array;
  }

  static ArrayNode array(float[] values) {
    ArrayNode array = JSON.createArrayNode();
    for (float value : values) {
      array.add(value);
    }
    return array;
  }
}
