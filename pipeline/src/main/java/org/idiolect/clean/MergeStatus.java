package org.idiolect.clean;

import org.apache.spark.sql.api.java.UDF1;
import org.idiolect.ingest.SourceStatus;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The status of a file from those of its pieces, as a function on columns. */
final class MergeStatus implements UDF1<Seq<String>, String> {
  private static final long serialVersionUID = 1L;

  @Override
  public String call(Seq<String> pieces) {
    return SourceStatus.merged(JavaConverters.seqAsJavaList(pieces));
  }
}
