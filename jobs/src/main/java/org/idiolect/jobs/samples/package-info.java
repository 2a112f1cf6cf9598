/**
 * Invented chats in every export format, written from a seed.
 *
 * <p>Personas (phrases, case, hours) and the plan of conversations are resource text files; {@link
 * org.idiolect.jobs.samples.SampleChats} talks, {@link org.idiolect.jobs.samples.ExportWriter} lays
 * the messages out as an exporter does, and {@link org.idiolect.jobs.samples.GenerateSamples}
 * writes the files and, from the same ground truth, the expected tables.
 */
package org.idiolect.jobs.samples;
