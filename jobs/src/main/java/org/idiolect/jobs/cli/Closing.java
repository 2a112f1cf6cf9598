package org.idiolect.jobs.cli;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.idiolect.generate.Sample;
import org.idiolect.jobs.IngestJob;
import org.idiolect.jobs.ReportJob;
import org.idiolect.jobs.RunContext;
import org.idiolect.jobs.Summary;
import org.idiolect.table.StageCommit;

/** The last lines of a run: the sum, the report, three imitations where texts show, a query. */
final class Closing {
  private Closing() {}

  static void print(RunContext context, Map<String, StageCommit> commits) {
    context.say("");
    context.say("%s", Summary.messages(commits.get(IngestJob.STAGE)));
    context.say("report: %s", new Path(context.run().home(), ReportJob.PAGE).toUri().getPath());
    if (context.showsTexts()) {
      imitations(context);
    }
    context.say(
        "query:  SELECT * FROM '%s/*.parquet' ORDER BY author_id, model",
        context.run().table("perplexity_by_author").toUri().getPath());
  }

  private static void imitations(RunContext context) {
    List<Row> samples =
        context
            .spark()
            .read()
            .parquet(context.run().table(Sample.TABLE.name()).toString())
            .filter("model = 'author' and length(text) > 0")
            .orderBy("sample_id")
            .dropDuplicates("author_id")
            .limit(3)
            .collectAsList();
    for (Row sample : samples) {
      context.say("imitation of %.8s: %s", sample.getAs("author_id"), shortened(sample, "text"));
      context.say("   the real reply: %s", shortened(sample, "real_reply"));
    }
  }

  private static String shortened(Row sample, String column) {
    String text = sample.<String>getAs(column).replaceAll("\\s+", " ");
    return text.length() <= 100 ? text : text.substring(0, 99) + "…";
  }
}
