package org.idiolect.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;

/**
 * What all exports that are one JSON document share: the walk to the elements of its message
 * arrays, one element in memory at a time, and what becomes of a document that breaks off.
 *
 * <p>A format says which fields it enters and what an element is. A document whose root is an array
 * has its messages there.
 */
abstract non-sealed class JsonMessageReader implements ExportReader {
  /** Events beyond the first one of an element that holds several. */
  protected final Deque<Event> more = new ArrayDeque<>();

  /** Number of the element in the document, from 1. */
  protected long position;

  private final EndMark end;
  private final JsonParser parser;
  private final Set<SourceFlag> flags = EnumSet.noneOf(SourceFlag.class);
  private long elements;
  private boolean inMessages;
  private boolean finished;

  JsonMessageReader(Reader text) throws IOException {
    this.end = new EndMark(text);
    this.parser = JsonElements.open(end);
  }

  /**
   * Reads the value of a field outside of messages, or skips it.
   *
   * @param parser stands on the name of the field
   * @return whether the parser now stands on the start of an array of messages
   */
  abstract boolean enterField(String name, JsonParser parser) throws IOException;

  /** The first event of an element; null when the element is none, as an empty conversation. */
  abstract Event toEvent(JsonNode element);

  /** Called where an object opens that is neither a message nor the value of a field. */
  void enterObject() {}

  @Override
  public final Event next() throws IOException {
    try {
      while (more.isEmpty() && !finished) {
        JsonNode element = nextElement();
        finished = element == null;
        Event event = finished ? null : toEvent(element);
        if (event != null) {
          more.addFirst(event);
        }
      }
      return more.poll();
    } catch (JsonProcessingException e) {
      finished = true;
      flags.add(SourceFlag.PARTIAL);
      return JsonFailure.reject(e, position + 1, end.wasReached());
    }
  }

  @Override
  public final long elements() {
    return elements;
  }

  @Override
  public final Set<SourceFlag> flags() {
    return flags;
  }

  @Override
  public final void close() throws IOException {
    parser.close();
  }

  private JsonNode nextElement() throws IOException {
    while (true) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return null;
      }
      if (inMessages) {
        if (token != JsonToken.END_ARRAY) {
          JsonNode element = JsonElements.element(parser);
          position++;
          elements++;
          return element;
        }
        inMessages = false;
      } else if (token == JsonToken.FIELD_NAME) {
        inMessages = enterField(parser.getCurrentName(), parser);
      } else if (token == JsonToken.START_OBJECT) {
        enterObject();
      } else if (token == JsonToken.START_ARRAY) {
        inMessages = parser.getParsingContext().getParent().inRoot();
      }
    }
  }
}
