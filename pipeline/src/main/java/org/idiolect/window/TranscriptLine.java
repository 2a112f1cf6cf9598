package org.idiolect.window;

import java.time.LocalDate;
import java.time.LocalTime;

/**
 * One message as a transcript shows it.
 *
 * @param letter the speaker within this transcript
 * @param day UTC; null before the first date line, which only a generated transcript lacks
 * @param time to the minute, UTC
 * @param text with {@code \n} for line breaks
 */
public record TranscriptLine(String letter, LocalDate day, LocalTime time, String text) {}
