/**
 * Events become clean messages: each once, in order, in sessions, counted.
 *
 * <p><b>Input</b>: {@link org.idiolect.ingest.ExportEvent}, the working table of ingest.
 *
 * <p><b>Output</b>: the five tables of the stage ingest: {@link org.idiolect.clean.Message}, {@link
 * org.idiolect.clean.Source}, {@link org.idiolect.clean.RejectedPart}, {@link
 * org.idiolect.clean.AuthorName}, {@link org.idiolect.clean.SourcePath}.
 *
 * <p>Which kinds are rows of messages: text, media, call, reaction and deletion. Filtered, and only
 * counted: system records of the service, texts of bots, and messages with neither text nor
 * attachment. Only kind text was typed by its author, and only it feeds training.
 *
 * <p>Promises: for each source {@code read = messages + rejected + duplicates + filtered}; reading
 * an export twice adds no message; the order of files and the number of tasks change nothing.
 */
package org.idiolect.clean;
