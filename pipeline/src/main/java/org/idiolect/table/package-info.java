/**
 * Reads and writes tables and stages with their contracts checked; knows no domain.
 *
 * <p>A run lives in one output folder:
 *
 * <pre>
 *   tables/&lt;table&gt;/run_id=&lt;id&gt;/part-*.parquet   written once, never changed
 *   runs/&lt;id&gt;/staging/&lt;stage&gt;                    what a stage writes before it commits
 *   runs/&lt;id&gt;/models, checkpoints               weights
 *   runs/&lt;id&gt;/&lt;stage&gt;.json                       the commit: tables, rows, checksums, inputs
 *   forgotten/&lt;author id&gt;.json                  the receipt of a person who was erased
 * </pre>
 *
 * <p>The commit file is the only truth. A reader opens what it names and nothing else, so a stage
 * that was killed half-way leaves nothing that anybody could read; {@code resume} removes it. Only
 * the erasure of a person changes what is committed.
 */
package org.idiolect.table;
