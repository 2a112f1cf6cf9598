package org.idiolect.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/**
 * Takes committed stages of one run over into a new run of the same output: what a run has written
 * never changes, so on a local file system both runs share the bytes by hard links; elsewhere they
 * are copied.
 */
public final class RunCopy {
  private final RunFolder from;
  private final RunFolder to;

  public RunCopy(RunFolder from, RunFolder to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Takes over all files of a stage, then its commit.
   *
   * @throws IllegalArgumentException if the stage is not committed, or is in the new run
   */
  public void stage(String name) {
    if (to.isCommitted(name)) {
      throw new IllegalArgumentException(
          "run " + to.runId() + " exists already; choose another run id");
    }
    StageCommit commit = from.readCommit(name);
    List<StageCommit.CommittedFile> files =
        commit.files().stream()
            .map(f -> new StageCommit.CommittedFile(moved(f.path()), f.bytes(), f.sha256()))
            .toList();
    try {
      for (int i = 0; i < files.size(); i++) {
        take(commit.files().get(i).path(), files.get(i).path());
      }
      write(to.commit(name), renamed(commit, files).toJson());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot take stage " + name + " over", e);
    }
  }

  /** Takes a file of the run's own folder over, if there is one. */
  public void document(String fileName) {
    try {
      if (from.files().exists(new Path(from.home(), fileName))) {
        take("runs/" + from.runId() + "/" + fileName, "runs/" + to.runId() + "/" + fileName);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot take " + fileName + " over", e);
    }
  }

  private String moved(String path) {
    return path.replace("/run_id=" + from.runId() + "/", "/run_id=" + to.runId() + "/")
        .replace("runs/" + from.runId() + "/", "runs/" + to.runId() + "/");
  }

  private void take(String source, String target) throws IOException {
    Path old = new Path(from.out(), source);
    Path copy = new Path(to.out(), target);
    to.files().mkdirs(copy.getParent());
    if (old.toUri().getScheme() == null || old.toUri().getScheme().equals("file")) {
      link(
          java.nio.file.Path.of(old.toUri().getPath()),
          java.nio.file.Path.of(copy.toUri().getPath()));
    } else {
      FileUtil.copy(from.files(), old, to.files(), copy, false, from.files().getConf());
    }
  }

  private static void link(java.nio.file.Path old, java.nio.file.Path copy) throws IOException {
    try {
      Files.createLink(copy, old);
    } catch (UnsupportedOperationException e) {
      Files.copy(old, copy);
    }
  }

  private StageCommit renamed(StageCommit commit, List<StageCommit.CommittedFile> files) {
    return new StageCommit(
        commit.stage(),
        to.runId(),
        commit.inputs(),
        commit.tables(),
        files,
        commit.counts(),
        commit.notes(),
        commit.settings(),
        commit.settingsSha256(),
        commit.codeVersion(),
        commit.committedAt(),
        commit.seconds());
  }

  private void write(Path path, String text) throws IOException {
    try (var out = to.files().create(path, false)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
