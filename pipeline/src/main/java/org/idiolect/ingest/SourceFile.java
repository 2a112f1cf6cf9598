package org.idiolect.ingest;

import java.io.Serializable;

/**
 * A listed file and what tells it from another one with the same name.
 *
 * @param ordinal 0 for the first file of this relative path, in the order of locations
 */
record SourceFile(ExportFile file, int ordinal) implements Serializable {}
