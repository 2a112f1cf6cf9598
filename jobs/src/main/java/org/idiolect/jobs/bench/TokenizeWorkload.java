package org.idiolect.jobs.bench;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import org.idiolect.tokenize.ChatTokenizer;

/** Token ids of all texts, message by message. */
final class TokenizeWorkload implements Workload {
  private final List<String> texts;
  private final ChatTokenizer tokenizer;
  private final ForkJoinPool pool;

  TokenizeWorkload(BenchTask task) {
    this.texts = BenchData.readTexts(task.data());
    this.tokenizer = ChatTokenizer.read(task.model());
    this.pool = new ForkJoinPool(task.threads());
  }

  @Override
  public Done repeat() {
    try {
      List<int[]> ids =
          pool.submit(() -> texts.parallelStream().map(tokenizer::encode).toList()).get();
      long tokens = ids.stream().mapToLong(text -> text.length).sum();
      return new Done(tokens, tokens);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while tokenizing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot tokenize", e.getCause());
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
