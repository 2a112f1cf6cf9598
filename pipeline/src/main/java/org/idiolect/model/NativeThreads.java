package org.idiolect.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The few threads of a process that compute with PyTorch, as long as the process lives.
 *
 * <p>OpenMP keeps a team of workers for every thread that ever computed, and PyTorch and the C
 * library keep memory for it, which nobody gives back when the thread ends (PyTorch's issues 24237,
 * 64412, 131290). Spark's task threads come and go, so they hand their work to these and wait.
 */
final class NativeThreads {
  private static final Map<Integer, ExecutorService> POOLS = new ConcurrentHashMap<>();

  private NativeThreads() {}

  /**
   * Runs work on one of the threads and waits for it.
   *
   * @param threads cores that the work takes; all of the machine are shared out among the pool
   * @throws RuntimeException what the work throws
   */
  static <T> T call(int threads, Supplier<T> work) {
    if (Thread.currentThread() instanceof NativeThread) {
      return work.get();
    }
    return await(POOLS.computeIfAbsent(threads, NativeThreads::pool).submit(work::get));
  }

  private static ExecutorService pool(int threads) {
    int size = Math.max(1, Runtime.getRuntime().availableProcessors() / threads);
    return Executors.newFixedThreadPool(size, new Factory(threads));
  }

  /** An interrupt does not cut the wait short: what is computed on must stay open until the end. */
  private static <T> T await(Future<T> result) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw unchecked(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** As it was thrown, with the place that waited for it. */
  private static RuntimeException unchecked(Throwable cause) {
    cause.addSuppressed(new IllegalStateException("called from here"));
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }

  private static final class NativeThread extends Thread {
    NativeThread(Runnable work, String name) {
      super(work, name);
      setDaemon(true);
    }
  }

  private static final class Factory implements ThreadFactory {
    private final int threads;
    private final AtomicInteger made = new AtomicInteger();

    Factory(int threads) {
      this.threads = threads;
    }

    @Override
    public Thread newThread(Runnable work) {
      return new NativeThread(work, "pytorch-" + threads + "-" + made.incrementAndGet());
    }
  }
}
