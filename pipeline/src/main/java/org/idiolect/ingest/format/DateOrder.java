package org.idiolect.ingest.format;

/** The order of day and month in numeric dates of text exports. */
public enum DateOrder {
  /** Decided for each file from its dates. */
  AUTO,
  DAY_FIRST,
  MONTH_FIRST
}
