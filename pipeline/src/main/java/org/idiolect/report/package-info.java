/**
 * Turns the tables of a run into one page that a curious person understands.
 *
 * <p><i>Input tables</i>: {@code sources}, {@code authors}, {@code names} (only if names are
 * wanted), {@code training}, {@code adapters}, {@code samples}, {@code perplexity_by_author},
 * {@code comparisons}, {@code style}. <i>Output</i>: the text of one HTML file.
 *
 * <p>{@link org.idiolect.report.ReportStep} collects a bounded number of rows into {@link
 * org.idiolect.report.ReportData}; {@link org.idiolect.report.ReportPage} renders them with the
 * templates beside it.
 *
 * <p>The file needs no network and asks for none: styles, script and Chart.js are inside it, and a
 * content security policy lists them by hash, so that a chat message can never run as script. Every
 * plot has its numbers in a table, and the page reads without script.
 */
package org.idiolect.report;
