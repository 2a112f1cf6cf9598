/**
 * Invented chats in every export format, written from a seed.
 *
 * <p>The text files beside this package hold the people (accounts, hours, spelling, phrases), the
 * topics (what can be said and answered), the words of the slots, and the plan of conversations.
 * {@link org.idiolect.jobs.samples.Dialogue} decides who says what, {@link
 * org.idiolect.jobs.samples.Voice} how that person types it, {@link
 * org.idiolect.jobs.samples.SampleChats} when; an {@link org.idiolect.jobs.samples.ExportWriter}
 * lays it out as one exporter does, and {@link org.idiolect.jobs.samples.GenerateSamples} writes
 * the files and, from the same ground truth, the expected tables. Nothing but a session is held in
 * memory, so that any volume can be written.
 */
package org.idiolect.jobs.samples;
