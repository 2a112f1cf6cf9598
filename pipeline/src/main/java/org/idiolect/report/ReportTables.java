package org.idiolect.report;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The tables that the page is made of; a table that a run does not have is null.
 *
 * @param names read only if the settings ask for names
 * @param attribution attribution_report
 * @param detect how well imitations are told from people
 * @param transcripts transcript_report
 * @param scaling of the run of that name in the same output
 */
public record ReportTables(
    Dataset<Row> sources,
    Dataset<Row> names,
    Dataset<Row> authors,
    Dataset<Row> training,
    Dataset<Row> adapters,
    Dataset<Row> samples,
    Dataset<Row> perplexityByAuthor,
    Dataset<Row> comparisons,
    Dataset<Row> style,
    Dataset<Row> attribution,
    Dataset<Row> detect,
    Dataset<Row> memorization,
    Dataset<Row> transcripts,
    Dataset<Row> questions,
    Dataset<Row> scaling) {}
