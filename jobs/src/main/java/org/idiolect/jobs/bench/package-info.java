/**
 * Speed beside transformers, PEFT and tokenizers, on the same machine, weights, batches and
 * precision.
 *
 * <p>{@link org.idiolect.jobs.bench.BenchTask} writes what both sides read: a GPT-2 folder, an
 * adapter, token batches. Each side is a process that stays warm and repeats the same work when it
 * is told to: ours is {@link org.idiolect.jobs.bench.BenchWorker}, the other is {@code
 * jobs/bench/peer.py}, which speaks the same few lines. {@link org.idiolect.jobs.bench.BenchJob}
 * lets them take turns, so that whatever slows the machine slows both.
 *
 * <p>A speed counts only when the losses agree: a side that computes something else proves nothing.
 */
package org.idiolect.jobs.bench;
