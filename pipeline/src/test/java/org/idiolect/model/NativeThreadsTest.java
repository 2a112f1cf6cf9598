package org.idiolect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class NativeThreadsTest {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @Test
  void manyCallersShareFewThreads() throws InterruptedException {
    Set<String> used = ConcurrentHashMap.newKeySet();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Thread caller =
          new Thread(() -> NativeThreads.call(1, () -> used.add(Thread.currentThread().getName())));
      callers.add(caller);
      caller.start();
    }
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(used).hasSizeBetween(1, CORES).allMatch(name -> name.startsWith("pytorch-1-"));
  }

  @Test
  void workMayCallAgain() {
    String inner =
        NativeThreads.call(
            CORES, () -> NativeThreads.call(CORES, () -> Thread.currentThread().getName()));

    assertThat(inner).isEqualTo("pytorch-" + CORES + "-1");
  }

  @Test
  void aFailureIsTheCallersWithItsPlace() {
    IllegalArgumentException failure = new IllegalArgumentException("shapes differ");

    assertThatThrownBy(
            () ->
                NativeThreads.call(
                    1,
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure)
        .satisfies(
            e -> assertThat(e.getSuppressed()[0]).hasStackTraceContaining("NativeThreadsTest"));
  }

  @Test
  void anInterruptedCallerWaitsForTheEnd() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    AtomicBoolean sawEnd = new AtomicBoolean();
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              NativeThreads.call(1, () -> work(begun, mayEnd, ended));
              sawEnd.set(ended.get());
              stillInterrupted.set(Thread.currentThread().isInterrupted());
            });
    caller.start();
    begun.await();
    caller.interrupt();
    mayEnd.countDown();
    caller.join();

    assertThat(sawEnd).isTrue();
    assertThat(stillInterrupted).isTrue();
  }

  private static boolean work(CountDownLatch begun, CountDownLatch mayEnd, AtomicBoolean ended) {
    begun.countDown();
    try {
      mayEnd.await();
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    ended.set(true);
    return true;
  }
}
