package org.idiolect.jobs.samples;

/**
 * One conversation, as exports name it.
 *
 * @param name unique name
 * @param title what the owner of the export sees above the chat
 * @param id unique number
 */
record Chat(String name, String title, long id) {}
