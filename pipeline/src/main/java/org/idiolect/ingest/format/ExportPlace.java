package org.idiolect.ingest.format;

/**
 * Where an export lies, for formats that keep the name of the chat or its day there. Never used as
 * a path.
 *
 * @param folder name of the innermost folder or archive around it; null when there is none
 * @param name name of the file or archive entry without folders
 */
public record ExportPlace(String folder, String name) {
  /** Nothing is known of where the export lies. */
  public static final ExportPlace NONE = new ExportPlace(null, "");

  /** The place that a path, a URI or the full name of an archive entry ends with. */
  public static ExportPlace of(String location) {
    String[] steps = location.split("[/\\\\!]+");
    String parent = steps.length < 2 ? "" : steps[steps.length - 2];
    return new ExportPlace(
        parent.isEmpty() ? null : parent, steps.length == 0 ? "" : steps[steps.length - 1]);
  }
}
