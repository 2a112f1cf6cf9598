package org.idiolect.ingest.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/**
 * What all exports that are web pages share: the walk from message to message, of which about one
 * is in memory, and what becomes of a page that breaks off.
 */
abstract non-sealed class HtmlMessageReader implements ExportReader {
  /** Number of the message in the page, from 1. */
  protected long position;

  private final BoundedText bounded;
  private final StreamParser parser;
  private final Iterator<Element> elements;
  private final FormatConfig config;
  private final Set<SourceFlag> flags = EnumSet.noneOf(SourceFlag.class);
  private Element body;
  private Element last;
  private boolean finished;

  HtmlMessageReader(Reader text, FormatConfig config) {
    this.config = config;
    this.bounded =
        new BoundedText(
            new BufferedReader(new WithoutDataUris(text), 1 << 16), config.maxLineChars());
    // Only positions tell an element that was closed from one that the end of the file closed.
    this.parser = new StreamParser(Parser.htmlParser().setTrackPosition(true)).parse(bounded, "");
    this.elements = parser.iterator();
  }

  /** Whether an element is one record of the export. */
  abstract boolean isMessage(Element element);

  /** The event that a record is; null for what only divides records. */
  abstract Event toEvent(Element message);

  /** Called with every element that is no message, inner ones first; for what pages begin with. */
  void visit(Element element) {}

  @Override
  public final Event next() throws IOException {
    try {
      while (!finished && elements.hasNext()) {
        Element element = elements.next();
        body = element.normalName().equals("body") ? element : body;
        if (element == last) {
          continue; // The parser hands out the last child of a body once more.
        }
        if (isMessage(element)) {
          last = element;
          Event event = read(element);
          if (event != null) {
            return event;
          }
        } else {
          visit(element);
        }
      }
      return finished ? null : end();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof BoundedText.TooLongException) {
        return broken(
            RejectReason.LINE_TOO_LONG,
            "no message ends within ingest.format.max-line-chars = " + config.maxLineChars());
      }
      throw e.getCause();
    }
  }

  @Override
  public final Set<SourceFlag> flags() {
    return flags;
  }

  @Override
  public final void close() throws IOException {
    parser.close();
    bounded.close();
  }

  /** The words of an element as a browser shows them, with the line breaks that were typed. */
  static String typed(Element element) {
    Element copy = element.clone();
    for (Element line : copy.select("br")) {
      line.replaceWith(new TextNode("\n"));
    }
    return copy.wholeText();
  }

  private Event read(Element message) {
    forgetBefore(message);
    if (!isClosed(message)) {
      return broken(RejectReason.TRUNCATED, "the file ends in the middle of a message");
    }
    position++;
    bounded.startMessage();
    return toEvent(message);
  }

  private Event end() {
    finished = true;
    return body != null && isClosed(body)
        ? null
        : broken(RejectReason.TRUNCATED, "the file ends before the page does");
  }

  private Reject broken(RejectReason reason, String detail) {
    finished = true;
    flags.add(SourceFlag.PARTIAL);
    return new Reject(position + 1, reason, detail);
  }

  private static boolean isClosed(Element element) {
    Range end = element.endSourceRange();
    return end.isTracked() && end.start().pos() != end.end().pos();
  }

  /** Lets go of everything that lies before an element. */
  private static void forgetBefore(Element element) {
    for (Element inner = element; inner != null; inner = inner.parent()) {
      for (Node before = inner.previousSibling();
          before != null;
          before = inner.previousSibling()) {
        before.remove();
      }
    }
  }
}
