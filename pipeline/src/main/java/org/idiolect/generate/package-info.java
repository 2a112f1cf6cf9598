/**
 * Writes like the authors: replies beside their real ones, and conversations that go on.
 *
 * <p><b>Input tables</b>: {@code windows} (test), {@code adapters}; {@code authors} and {@code
 * messages} for those without an adapter. <b>Output tables</b>: {@code samples} ({@link
 * org.idiolect.generate.Sample}), {@code transcripts} ({@link
 * org.idiolect.generate.ContinuedTranscript}).
 *
 * <p>A prompt is the part of a held-out window before one of the author's messages, header
 * included, so the model answers what the person really answered. Random numbers are a function of
 * the seed and the message alone: batches, partitions and retries change no sample.
 */
package org.idiolect.generate;
