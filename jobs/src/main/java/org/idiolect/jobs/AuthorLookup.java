package org.idiolect.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lower;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.idiolect.jobs.config.ConfigException;

/** Finds the one author that a person means: a pseudonym, its unique prefix, or a name. */
public final class AuthorLookup {
  private AuthorLookup() {}

  /**
   * The author's id.
   *
   * @param author pseudonym, unique prefix of one, or a name in any case
   * @throws ConfigException if nobody or more than one person fits
   */
  public static String find(RunContext context, String author) {
    return one(all(context.names(), author));
  }

  /** Everybody whom an author may mean, at most six; from the table names. */
  static List<String> all(Dataset<Row> names, String author) {
    return names
        .filter(
            lower(col("name"))
                .equalTo(author.strip().toLowerCase(Locale.ROOT))
                .or(col("author_id").startsWith(author)))
        .select("author_id")
        .distinct()
        .orderBy("author_id")
        .limit(6)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** The only one of them. */
  static String one(List<String> found) {
    if (found.size() != 1) {
      throw new ConfigException(
          found.isEmpty()
              ? "no author fits --author; give a pseudonym from the table authors, its prefix, or a"
                  + " name from the table names"
              : "--author fits more than one person: " + found + "; give a longer prefix");
    }
    return found.get(0);
  }
}
