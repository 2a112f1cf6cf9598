/**
 * The export formats: one reader each, and what tells it from the others.
 *
 * <p><b>Input</b>: the characters of one export ({@link org.idiolect.ingest.format.ExportInput}),
 * unpacked. <b>Output</b>: a stream of events ({@link org.idiolect.ingest.format.Event}), a message
 * or a reject each. A new format is one reader and one constant of {@link
 * org.idiolect.ingest.format.Format}.
 *
 * <p>Promise: every line or element ends in exactly one event, about one message is in memory, and
 * nothing here knows files, archives or Spark; only Parquet, which begins at its end, is copied to
 * a temporary file.
 */
package org.idiolect.ingest.format;
