package org.idiolect.train;

import org.apache.spark.Partitioner;

/** Sends each author to the task of his bin. */
final class BinPartitioner extends Partitioner {
  private final int bins;

  BinPartitioner(int bins) {
    this.bins = bins;
  }

  @Override
  public int numPartitions() {
    return bins;
  }

  @Override
  public int getPartition(Object key) {
    return ((AuthorKey) key).bin();
  }
}
