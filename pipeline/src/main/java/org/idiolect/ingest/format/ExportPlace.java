package org.idiolect.ingest.format;

import java.util.Arrays;
import java.util.List;

/**
 * Where an export lies, for formats that keep the name of the chat or its day there. Never used as
 * a path.
 *
 * @param folder name of the innermost folder or archive around it; null when there is none
 * @param name name of the file or archive entry without folders
 * @param within the folders between the input, or the archive, and the export, outermost first;
 *     what lies around an input says nothing of the chats
 */
public record ExportPlace(String folder, String name, List<String> within) {
  /** Nothing is known of where the export lies. */
  public static final ExportPlace NONE = new ExportPlace(null, "", List.of());

  private static final String SEPARATORS = "[/\\\\!]+";

  public ExportPlace {
    within = List.copyOf(within);
  }

  /**
   * The place that a path, a URI or the full name of an archive entry ends with.
   *
   * @param relative the end of the location that lies below the input
   */
  public static ExportPlace of(String location, String relative) {
    String[] steps = location.split(SEPARATORS);
    String parent = steps.length < 2 ? "" : steps[steps.length - 2];
    String[] below = relative.split(SEPARATORS);
    return new ExportPlace(
        parent.isEmpty() ? null : parent,
        steps.length == 0 ? "" : steps[steps.length - 1],
        Arrays.stream(below)
            .limit(Math.max(0, below.length - 1))
            .filter(step -> !step.isEmpty())
            .toList());
  }
}
