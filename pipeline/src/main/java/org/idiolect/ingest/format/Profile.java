package org.idiolect.ingest.format;

import java.util.Objects;

/**
 * What a list of people says of one: the name of an account. It is no message and counts as
 * filtered; messages that carry the id of their author alone get its name.
 *
 * @param position number of the entry, from 1
 * @param author native id, as in {@link ParsedMessage#author}
 * @param name the name as a reader sees it
 */
public record Profile(long position, String author, String name) implements Event {
  public Profile {
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(name, "name");
  }

  @Override
  public Profile after(long earlier) {
    return earlier == 0 ? this : new Profile(position + earlier, author, name);
  }
}
