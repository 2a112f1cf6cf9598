package org.idiolect.table;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a committed stage has written.
 *
 * @param stage ingest, prepare, train, generate, evaluate or report
 * @param runId the run
 * @param inputs stages whose tables were read
 * @param tables rows of each table written
 * @param files every file written, relative to the output folder
 * @param counts figures for people, such as messages read, kept and rejected
 * @param notes what a person should know, such as authors that failed; no names, no text
 * @param settings the effective settings
 * @param settingsSha256 hash of the settings, hex
 * @param codeVersion version of the program
 * @param committedAt ISO 8601, UTC
 * @param seconds wall time of the stage
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StageCommit(
    String stage,
    String runId,
    List<String> inputs,
    SortedMap<String, Long> tables,
    List<CommittedFile> files,
    SortedMap<String, Long> counts,
    List<String> notes,
    SortedMap<String, String> settings,
    String settingsSha256,
    String codeVersion,
    String committedAt,
    double seconds) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public StageCommit {
    inputs = List.copyOf(inputs);
    tables = new TreeMap<>(tables);
    files = List.copyOf(files);
    counts = new TreeMap<>(counts);
    notes = List.copyOf(notes);
    settings = new TreeMap<>(settings);
  }

  /**
   * One file of a commit.
   *
   * @param path relative to the output folder
   * @param bytes length
   * @param sha256 hex
   */
  public record CommittedFile(String path, long bytes, String sha256) {}

  /** A count by its name, 0 when the stage did not report it. */
  public long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (IOException e) {
      throw new IllegalStateException("a stage commit is always serialisable", e);
    }
  }

  static StageCommit fromJson(String json) throws IOException {
    return JSON.readValue(json, StageCommit.class);
  }
}
