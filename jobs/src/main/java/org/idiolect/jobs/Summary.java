package org.idiolect.jobs;

import java.util.Locale;
import java.util.stream.Collectors;
import org.idiolect.table.StageCommit;

/** Says in a line what a stage did. */
public final class Summary {
  private Summary() {}

  /** Tables with their rows, such as {@code 4,210 messages, 3 rejects}. */
  public static String of(StageCommit commit) {
    return commit.tables().entrySet().stream()
        .map(table -> String.format(Locale.ROOT, "%,d %s", table.getValue(), table.getKey()))
        .collect(Collectors.joining(", "));
  }

  /** The sum that must add up. */
  public static String messages(StageCommit ingest) {
    return String.format(
        Locale.ROOT,
        "messages read %,d = kept %,d + rejected %,d + duplicate %,d + filtered %,d",
        ingest.count("read"),
        ingest.count("kept"),
        ingest.count("rejected"),
        ingest.count("duplicate"),
        ingest.count("filtered"));
  }
}
