package org.idiolect.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Takes back stages of a run: their commits first, so that nobody opens what is about to go, then
 * their tables, models, documents, checkpoints and whatever killed attempts left.
 */
public final class Withdrawal {
  private final RunFolder run;
  private final Set<String> keptFiles = new HashSet<>();
  private final Set<String> keptTables = new HashSet<>();
  private long removed;

  private Withdrawal(RunFolder run) {
    this.run = run;
  }

  /**
   * Removes everything of a run but what the kept stages wrote.
   *
   * @param stages stages to keep; those not committed have nothing to keep
   * @param documents files of the run's folder to keep that no stage wrote
   * @return files removed
   */
  public static long allBut(Set<String> stages, Set<String> documents, RunFolder run) {
    Withdrawal withdrawal = new Withdrawal(run);
    withdrawal.keptFiles.addAll(documents);
    stages.stream().filter(run::isCommitted).forEach(withdrawal::keep);
    try {
      return withdrawal.remove();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the files of run " + run.runId(), e);
    }
  }

  private void keep(String stage) {
    StageCommit commit = run.readCommit(stage);
    boolean onlyTables =
        commit.files().stream().allMatch(file -> file.path().startsWith("tables/"));
    if (!onlyTables) {
      throw new IllegalArgumentException("stage '" + stage + "' keeps more than tables");
    }
    keptFiles.add(run.commit(stage).getName());
    keptTables.addAll(commit.tables().keySet());
  }

  private long remove() throws IOException {
    FileSystem files = run.files();
    for (FileStatus file : files.listStatus(run.home(), RunFolder::isCommit)) {
      deleteUnlessKept(file.getPath());
    }
    for (FileStatus file : files.listStatus(run.home())) {
      deleteUnlessKept(file.getPath());
    }
    Path tables = run.table("any").getParent().getParent();
    if (files.exists(tables)) {
      for (FileStatus table : files.listStatus(tables)) {
        if (!keptTables.contains(table.getPath().getName())) {
          delete(run.table(table.getPath().getName()));
        }
      }
    }
    return removed;
  }

  private void deleteUnlessKept(Path path) throws IOException {
    if (!keptFiles.contains(path.getName())) {
      delete(path);
    }
  }

  private void delete(Path path) throws IOException {
    if (run.files().exists(path)) {
      removed += run.files().getContentSummary(path).getFileCount();
      run.files().delete(path, true);
    }
  }
}
