/**
 * Chat exports become events: one row for each message, rejected part and file.
 *
 * <p>A file is unpacked ({@code container}), its format is told from its content and read as a
 * stream by one reader for each format ({@code format}). Files are opened inside tasks, so that a
 * broken one is a row with a status and never a dead job; and they are listed by this package,
 * since Spark's own readers hide {@code _chat.txt} and take {@code [1]} for a pattern.
 *
 * <p><b>Input</b>: files and folders on any Hadoop file system; gz, tar and zip are looked into.
 *
 * <p><b>Output</b>: {@link org.idiolect.ingest.ExportEvent}, a working table that the next package
 * turns into messages, sources, rejects and names.
 *
 * <p>Promise: every line or element of a file ends in exactly one event, and events are the same
 * whatever the order of the files and the number of tasks.
 */
package org.idiolect.ingest;
