package org.idiolect.ingest.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The first line of a CSV file: which separator it uses and which columns it names. */
public final class CsvHeader {
  private static final char[] SEPARATORS = {',', ';', '\t', '|'};
  private static final int MAX_HEADER_CHARS = 1 << 14;

  private CsvHeader() {}

  /**
   * @param separator the separator that the header uses most
   * @param text the whole text again, from its start
   */
  record Sniffed(char separator, Reader text) {}

  static Sniffed sniff(Reader text) throws IOException {
    BufferedReader buffered = new BufferedReader(text, 1 << 16);
    buffered.mark(MAX_HEADER_CHARS);
    char[] head = new char[MAX_HEADER_CHARS - 1];
    int count = Math.max(0, buffered.read(head, 0, head.length));
    buffered.reset();
    String header = new String(head, 0, count).lines().findFirst().orElse("");
    return new Sniffed(separator(header), buffered);
  }

  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(!head.isJson() && names(head.firstLine(), config));
  }

  /** Whether a line names all columns that a generic file needs. */
  static boolean names(String line, FormatConfig config) {
    String[] cells = line.toLowerCase(Locale.ROOT).split(Pattern.quote("" + separator(line)));
    List<String> names = Arrays.stream(cells).map(cell -> cell.strip().replace("\"", "")).toList();
    return names.contains(config.conversationColumn().toLowerCase(Locale.ROOT))
        && names.contains(config.sentAtColumn().toLowerCase(Locale.ROOT))
        && names.contains(config.authorColumn().toLowerCase(Locale.ROOT))
        && names.contains(config.textColumn().toLowerCase(Locale.ROOT));
  }

  /** The separator that a header line uses most. */
  public static char separator(String header) {
    char best = SEPARATORS[0];
    long most = 0;
    for (char candidate : SEPARATORS) {
      long count = header.chars().filter(c -> c == candidate).count();
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }
}
