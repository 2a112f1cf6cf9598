package org.idiolect.evaluate;

import org.idiolect.window.Span;

/**
 * What one message cost a model within one window.
 *
 * @param span the message
 * @param nllNats sum of -ln p over its text and end mark
 * @param headerNllNats sum of -ln p over its header
 * @param tokens scored tokens of the text and the end mark
 */
public record MessageScore(Span span, double nllNats, double headerNllNats, int tokens) {}
