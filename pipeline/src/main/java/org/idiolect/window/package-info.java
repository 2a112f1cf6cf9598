/**
 * Writes sessions as transcripts and cuts them into token windows; says who has enough to learn
 * from.
 *
 * <p><i>Input table</i>: {@code messages}, of which only the kind {@code text} counts. <i>Output
 * tables</i>: {@code windows} ({@link org.idiolect.window.TokenWindow}) and {@code authors} ({@link
 * org.idiolect.window.Author}).
 *
 * <p>A transcript opens with {@code <|endoftext|>}; then comes a line {@code 2021-03-14} whenever
 * the day changes and a line {@code A 12:06: text} for each message, in UTC, letters by first
 * appearance in the window. Line breaks inside a message are U+2028, so that no message can pass
 * for another line. Header, text and line end are encoded one by one: spans are exact.
 *
 * <p>Promises: a window never mixes sessions and is never longer than a block; a session lies in
 * one split; every message is scored exactly once; no row depends on partitions or on file order.
 */
package org.idiolect.window;
