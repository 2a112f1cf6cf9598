package org.idiolect.window;

import org.apache.spark.sql.api.java.UDF3;

/** {@link Splitter#splitOf} as a column function. */
final class AssignSplit implements UDF3<String, Integer, Integer, String> {
  private static final long serialVersionUID = 1;
  private final Splitter splitter;

  AssignSplit(SplitConfig config) {
    this.splitter = new Splitter(config);
  }

  @Override
  public String call(String conversationId, Integer position, Integer sessions) {
    return splitter.splitOf(conversationId, position, sessions).label();
  }
}
