package org.idiolect.ingest.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One element below the root of a backup.
 *
 * @param name its tag
 * @param fields its attributes without those that are the word {@code null}, which means absent
 * @param inner the attributes of all elements in it, with their tag under the empty name
 */
record SmsElement(String name, Map<String, String> fields, List<Map<String, String>> inner) {
  /** More parts than any phone writes; those behind them are not kept. */
  private static final int MOST_INNER = 10_000;

  /** Reads on to the end of the element that the parser stands on. */
  static SmsElement read(XMLStreamReader xml) throws XMLStreamException {
    SmsElement element = new SmsElement(xml.getLocalName(), attributes(xml), new ArrayList<>());
    for (int depth = 1; depth > 0; ) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        if (element.inner.size() < MOST_INNER) {
          element.inner.add(attributes(xml));
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
    return element;
  }

  private static Map<String, String> attributes(XMLStreamReader xml) {
    Map<String, String> fields = new HashMap<>();
    fields.put("", xml.getLocalName());
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      String value = xml.getAttributeValue(i);
      if (!value.equals("null")) {
        fields.put(xml.getAttributeLocalName(i), value);
      }
    }
    return fields;
  }

  /** The attribute, or null. */
  String field(String key) {
    return fields.get(key);
  }

  /** The attributes of the elements in it that have this tag. */
  List<Map<String, String>> inner(String tag) {
    return inner.stream().filter(fields -> tag.equals(fields.get(""))).toList();
  }
}
