package dev.frontdesk.caldav;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What a server answers to a REPORT (RFC 4918 §13), without document types or entities. */
final class Multistatus {
  private static final String CALDAV = "urn:ietf:params:xml:ns:caldav";
  private static final String DAV = "DAV:";

  private Multistatus() {}

  /**
   * The calendar texts in it.
   *
   * @throws XMLStreamException if it is not a whole multistatus
   */
  static List<String> calendars(byte[] body) throws XMLStreamException {
    var calendars = new ArrayList<String>();
    XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(body));
    try {
      reader.nextTag();
      reader.require(XMLStreamConstants.START_ELEMENT, DAV, "multistatus");
      while (reader.hasNext()) {
        boolean begins = reader.next() == XMLStreamConstants.START_ELEMENT;
        if (begins
            && CALDAV.equals(reader.getNamespaceURI())
            && "calendar-data".equals(reader.getLocalName())) {
          calendars.add(reader.getElementText());
        }
      }
      return calendars;
    } finally {
      reader.close();
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }
}
