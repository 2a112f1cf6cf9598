package org.idiolect.evaluate;

import java.io.Serializable;

/**
 * A zero-shot task.
 *
 * @param task question, translation, summary or arithmetic
 * @param text what is asked
 * @param prompt the same in the task's template, as the model sees it
 */
public record Question(String task, String text, String prompt) implements Serializable {}
