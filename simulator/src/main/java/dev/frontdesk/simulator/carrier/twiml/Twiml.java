package dev.frontdesk.simulator.carrier.twiml;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * One document.
 *
 * @param verbs in the order in which they run
 */
public record Twiml(List<Element> verbs) {
  /** Hangs up. */
  public static final Twiml EMPTY = new Twiml(List.of());

  /** More is error 11750. */
  public static final int MAX_BYTES = 64 << 10;

  public Twiml {
    verbs = List.copyOf(verbs);
  }

  /** @throws IllegalArgumentException if the text is not XML with the root {@code Response} (error 12100) */
  public static Twiml parse(String text) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Strict());
      Node root = builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
      if (!root.getNodeName().equals("Response")) {
        throw new IllegalArgumentException("the root is <" + root.getNodeName() + ">");
      }
      return new Twiml(element(root).children());
    } catch (SAXException | IOException notXml) {
      throw new IllegalArgumentException("not XML: " + notXml.getMessage(), notXml);
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Element element(Node node) {
    Map<String, String> attributes = new LinkedHashMap<>();
    var given = node.getAttributes();
    for (int i = 0; i < given.getLength(); i++) {
      attributes.put(given.item(i).getNodeName(), given.item(i).getNodeValue());
    }
    List<Element> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child.getNodeType() == Node.ELEMENT_NODE) {
        children.add(element(child));
      } else if (child.getNodeType() == Node.TEXT_NODE
          || child.getNodeType() == Node.CDATA_SECTION_NODE) {
        text.append(child.getNodeValue());
      }
    }
    return new Element(node.getNodeName(), attributes, text.toString().strip(), children);
  }

  /** Throws, where the default prints. */
  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException cause) {
      // A document with a warning is well-formed.
    }

    @Override
    public void error(SAXParseException cause) throws SAXException {
      throw cause;
    }

    @Override
    public void fatalError(SAXParseException cause) throws SAXException {
      throw cause;
    }
  }
}
