package org.idiolect.table;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The receipt of a person who was erased from an output folder: {@code forgotten/<author id>.json}.
 * It is the only place where the id is left, and what keeps the person out of later runs of the
 * same folder.
 *
 * @param authorId the pseudonym
 * @param forgottenAt ISO 8601, UTC
 * @param runs what was removed from each run; empty until that is done
 */
public record Erasure(String authorId, String forgottenAt, List<OfRun> runs) {
  private static final String FOLDER = "forgotten";
  private static final String SUFFIX = ".json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public Erasure {
    runs = List.copyOf(runs);
  }

  /**
   * What was removed from one run.
   *
   * @param runId the run
   * @param messages messages of the person that were in it
   * @param files files deleted with the stages that had seen them; those of ingest are written anew
   */
  public record OfRun(String runId, long messages, long files) {}

  /** The ids of everybody who was erased from an output folder. */
  public static SortedSet<String> authorIds(FileSystem files, Path out) {
    SortedSet<String> ids = new TreeSet<>();
    try {
      for (FileStatus receipt : files.listStatus(new Path(out, FOLDER))) {
        String name = receipt.getPath().getName();
        if (name.endsWith(SUFFIX)) {
          ids.add(name.substring(0, name.length() - SUFFIX.length()));
        }
      }
      return ids;
    } catch (FileNotFoundException e) {
      return ids;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list who was forgotten in " + out, e);
    }
  }

  /** Writes the receipt, over an earlier one of the same person. */
  public void write(FileSystem files, Path out) {
    Path path = new Path(out, FOLDER + "/" + authorId + SUFFIX);
    try (var stream = files.create(path, true)) {
      stream.write(JSON.writeValueAsBytes(this));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the receipt " + path, e);
    }
  }
}
