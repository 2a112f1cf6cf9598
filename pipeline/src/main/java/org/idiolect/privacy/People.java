package org.idiolect.privacy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which accounts are one person, from a CSV with the columns {@code platform, account, person};
 * {@code account} is a native id or a name. An optional column {@code conversation} (its native id)
 * limits a row to one conversation, which splits two people of one name.
 */
public final class People implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final List<String> COLUMNS = List.of("platform", "account", "person");
  private static final char SEPARATOR = '\u001F';
  private static final char NO_BREAK_SPACE = '\u00a0';
  private static final char FIRST_COMBINING = '\u0300';
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\u200b-\\u200f\\ufeff\\u202a-\\u202e\\u2060\\u2066-\\u2069\\p{Cntrl}]");
  private static final Pattern OUTER_SPACE = Pattern.compile("^[\\h\\s]+|[\\h\\s]+$");

  private final Map<String, String> personByAccount;

  private People(Map<String, String> personByAccount) {
    this.personByAccount = personByAccount;
  }

  public static People none() {
    return new People(Map.of());
  }

  /** The people that the settings name. */
  public static People of(PrivacyConfig config) {
    return config.peopleFile().isEmpty() ? none() : read(Path.of(config.peopleFile()));
  }

  static People read(Path file) {
    Map<String, String> people = new HashMap<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        requireColumns(file, row);
        String conversation = row.findField("conversation").orElse("").strip();
        people.put(
            key(row.getField("platform").strip(), conversation, row.getField("account")),
            row.getField("person").strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("privacy.people-file " + file + " cannot be read", e);
    }
    return new People(people);
  }

  /** The person behind an account, or null when the file does not say. */
  public String person(String platform, String conversation, String idOrName) {
    if (personByAccount.isEmpty() || idOrName == null) {
      return null;
    }
    String here =
        conversation == null ? null : personByAccount.get(key(platform, conversation, idOrName));
    return here != null ? here : personByAccount.get(key(platform, "", idOrName));
  }

  /** A name as it is compared: NFC, trimmed, without invisible marks; case counts. */
  public static String normalise(String name) {
    if (isPlain(name)) {
      return name;
    }
    String visible = INVISIBLE.matcher(name).replaceAll("");
    return OUTER_SPACE.matcher(Normalizer.normalize(visible, Normalizer.Form.NFC)).replaceAll("");
  }

  /** Whether a name has only printed letters of Latin alphabets, which NFC leaves as they are. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c > '~' && c <= NO_BREAK_SPACE || c >= FIRST_COMBINING) {
        return false;
      }
    }
    return !name.startsWith(" ") && !name.endsWith(" ");
  }

  private static String key(String platform, String conversation, String account) {
    return platform + SEPARATOR + conversation + SEPARATOR + normalise(account);
  }

  private static void requireColumns(Path file, NamedCsvRecord row) {
    if (!row.getHeader().containsAll(COLUMNS)) {
      throw new IllegalArgumentException(
          "privacy.people-file "
              + file
              + " must have the columns "
              + COLUMNS
              + ", has "
              + row.getHeader());
    }
  }
}
