package org.idiolect.window;

import java.util.List;

/**
 * What could be read of a generated transcript.
 *
 * @param lines messages in order
 * @param unreadable lines that are neither a message nor a date
 * @param endsWhole whether the last line has its end mark: false when generation was cut off
 */
public record ParsedTranscript(List<TranscriptLine> lines, int unreadable, boolean endsWhole) {
  public ParsedTranscript {
    lines = List.copyOf(lines);
  }
}
