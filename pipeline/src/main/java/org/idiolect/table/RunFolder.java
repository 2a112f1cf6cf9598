package org.idiolect.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Where one run keeps its tables, models and commits, on any Hadoop file system. */
public final class RunFolder {
  /** Letters first: Spark reads a folder named 007 or 2024-01-01 as a number or a date. */
  private static final Pattern RUN_ID = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  /** What the last command on this run did; not a commit. */
  public static final String REPORT = "run-report.json";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path out;
  private final String runId;
  private final FileSystem files;

  private RunFolder(Path out, String runId, FileSystem files) {
    this.out = out;
    this.runId = runId;
    this.files = files;
  }

  /**
   * Opens the folder of one run; creates nothing.
   *
   * @throws IllegalArgumentException if the run id is not {@code [a-z][a-z0-9-]*}
   */
  public static RunFolder of(String out, String runId, Configuration hadoop) {
    if (!RUN_ID.matcher(runId).matches()) {
      throw new IllegalArgumentException(
          "run-id must match [a-z][a-z0-9-]* (at most 63 characters), got '" + runId + "'");
    }
    try {
      FileSystem files = new Path(out).getFileSystem(hadoop);
      return new RunFolder(files.makeQualified(new Path(out)), runId, files);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the output folder " + out, e);
    }
  }

  /** A new run id from the clock, for example {@code r20260314-120600}. */
  public static String newRunId(Instant now) {
    return "r" + STAMP.format(now);
  }

  /** The run of this output whose latest commit is the newest, if any stage was ever committed. */
  public static Optional<String> newestRunId(String out, Configuration hadoop) {
    Path runs = new Path(out, "runs");
    try {
      FileSystem files = runs.getFileSystem(hadoop);
      if (!files.exists(runs)) {
        return Optional.empty();
      }
      List<FileStatus> commits = new ArrayList<>();
      for (FileStatus run : files.listStatus(runs)) {
        commits.addAll(List.of(files.listStatus(run.getPath(), RunFolder::isCommit)));
      }
      return commits.stream()
          .max(Comparator.comparingLong(FileStatus::getModificationTime))
          .map(status -> status.getPath().getParent().getName());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the runs of " + out, e);
    }
  }

  /** Every run of an output folder, also those that have committed nothing, by id. */
  public static List<String> runIds(String out, Configuration hadoop) {
    Path runs = new Path(out, "runs");
    try {
      FileSystem files = runs.getFileSystem(hadoop);
      if (!files.exists(runs)) {
        return List.of();
      }
      return Stream.of(files.listStatus(runs))
          .map(run -> run.getPath().getName())
          .filter(name -> RUN_ID.matcher(name).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the runs of " + out, e);
    }
  }

  static boolean isCommit(Path path) {
    String name = path.getName();
    return name.endsWith(".json") && !name.startsWith(".") && !name.equals(REPORT);
  }

  public String runId() {
    return runId;
  }

  /** The output folder that this run shares with others. */
  public Path out() {
    return out;
  }

  public FileSystem files() {
    return files;
  }

  /** The committed folder of one table. */
  public Path table(String name) {
    return new Path(out, "tables/" + name + "/run_id=" + runId);
  }

  /** The folder that holds everything of this run except its tables. */
  public Path home() {
    return new Path(out, "runs/" + runId);
  }

  /** The folder that a stage fills before it commits. */
  public Path staging(String stage) {
    return new Path(home(), "staging/" + stage);
  }

  /** A committed model folder, for example {@code models/shared}. */
  public Path model(String name) {
    return new Path(home(), "models/" + name);
  }

  /** Checkpoints of a training phase; they outlive a killed stage and go when it commits. */
  public Path checkpoints(String phase) {
    return new Path(home(), "checkpoints/" + phase);
  }

  Path commit(String stage) {
    return new Path(home(), stage + ".json");
  }

  /** Whether the stage has been committed. */
  public boolean isCommitted(String stage) {
    try {
      return files.exists(commit(stage));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for the commit of " + stage, e);
    }
  }

  /** Reads the commit of a stage. */
  public StageCommit readCommit(String stage) {
    Path path = commit(stage);
    try (var in = files.open(path)) {
      return StageCommit.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      throw new IllegalArgumentException(
          "run "
              + runId
              + " has no committed stage '"
              + stage
              + "' in "
              + out
              + "; run it first, or name another run with --run-id",
          e);
    } catch (IOException e) {
      throw new CorruptTableException(
          "cannot read the commit " + path + "; run 'resume' to write the stage again", e);
    }
  }
}
