package org.idiolect.jobs.samples;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/** A long JSON array, written an element a line. */
final class Json {
  private final PrintWriter out;
  private boolean first = true;

  Json(PrintWriter out) {
    this.out = out;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Writes {@code head} up to and with the opening of an array called {@code array}. */
  void open(ObjectNode head, String array) {
    String text = head.toString();
    String more = head.isEmpty() ? "" : ",";
    out.print(text.substring(0, text.length() - 1) + more + "\n\"" + array + "\":[\n");
  }

  void element(ObjectNode element) {
    out.print((first ? "" : ",\n") + element);
    first = false;
  }
}
