package org.idiolect.window;

import java.util.Map;

/**
 * A conversation as a prompt.
 *
 * @param tokenIds opened by end-of-text; shared, not copied
 * @param letters letter of each author in this prompt, in order of appearance
 * @param messages how many of the newest messages it holds
 */
public record ChatPrompt(int[] tokenIds, Map<String, String> letters, int messages) {}
