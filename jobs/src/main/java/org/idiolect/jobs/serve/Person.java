package org.idiolect.jobs.serve;

import org.idiolect.model.LoraAdapter;

/**
 * Somebody who can be imitated.
 *
 * @param authorId pseudonym
 * @param label name, or the first letters of the pseudonym
 * @param grade of the data, A to D
 * @param trainMessages messages that the adapter learned from
 * @param adapter the style
 */
record Person(
    String authorId, String label, String grade, long trainMessages, LoraAdapter adapter) {}
