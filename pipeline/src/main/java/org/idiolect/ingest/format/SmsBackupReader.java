package org.idiolect.ingest.format;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the XML of SMS Backup and Restore: short messages, multimedia messages and calls, one
 * element in memory at a time, pictures left out.
 */
final class SmsBackupReader implements ExportReader {
  private static final Pattern ROOT =
      Pattern.compile(
          "(?>\\s+|<\\?.*?\\?>|<!--.*?-->){0,16}+<(?:smses|calls)[\\s>/]", Pattern.DOTALL);

  private final SmsXmlText text;
  private final SmsMessage messages;
  private final Set<SourceFlag> flags = EnumSet.noneOf(SourceFlag.class);
  private XMLStreamReader xml;
  private boolean unsafe;
  private boolean inRoot;
  private boolean finished;
  private long position;

  static int likeness(Head head, FormatConfig config) {
    return Head.certainIf(ROOT.matcher(head.text()).lookingAt());
  }

  static SmsBackupReader open(ExportInput input, FormatConfig config) throws IOException {
    // One over the limit, so that the check of lengths sees that a text was longer.
    SmsXmlText text = new SmsXmlText(input.openText(), config.maxTextChars() + 1);
    return new SmsBackupReader(text, new SmsMessage(config));
  }

  private SmsBackupReader(SmsXmlText text, SmsMessage messages) {
    this.text = text;
    this.messages = messages;
  }

  @Override
  public Event next() throws IOException {
    if (finished) {
      return null;
    }
    try {
      SmsElement element = nextElement();
      finished = element == null;
      return finished ? null : messages.toEvent(++position, element);
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException failure) {
        throw failure;
      }
      finished = true;
      flags.add(SourceFlag.PARTIAL);
      return reject(e);
    }
  }

  @Override
  public Set<SourceFlag> flags() {
    if (text.wasRepaired()) {
      flags.add(SourceFlag.TEXT_REPAIRED);
    }
    return flags;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  private SmsElement nextElement() throws XMLStreamException {
    if (xml == null) {
      xml = parser().createXMLStreamReader(text);
    }
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.DTD) {
        unsafe = true;
        throw new XMLStreamException("a document type", xml.getLocation());
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (inRoot) {
          return SmsElement.read(xml);
        }
        inRoot = true;
      }
    }
    return null;
  }

  /** The parser of Java itself: the one that Hadoop puts first refuses long attributes. */
  private static XMLInputFactory parser() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /** The parser's own words could quote a message. */
  private Reject reject(XMLStreamException failure) {
    String where =
        failure.getLocation() == null
            ? ""
            : " at line "
                + failure.getLocation().getLineNumber()
                + ", column "
                + failure.getLocation().getColumnNumber();
    if (unsafe) {
      return new Reject(
          position + 1,
          RejectReason.XML_UNSAFE,
          "a document type, which no backup has: remove it" + where);
    }
    return text.endedEarly()
        ? new Reject(position + 1, RejectReason.TRUNCATED, "the XML ends too early" + where)
        : new Reject(position + 1, RejectReason.SYNTAX, "this is not the XML of a backup" + where);
  }
}
