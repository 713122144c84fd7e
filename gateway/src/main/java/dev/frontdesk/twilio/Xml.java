package dev.frontdesk.twilio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An element of XML 1.0, written without whitespace.
 *
 * @param attributes in their order
 * @param text before the children; blank: none
 */
record Xml(String name, Map<String, String> attributes, String text, List<Xml> children) {
  static Xml of(String name, Xml... children) {
    return new Xml(name, Map.of(), "", List.of(children));
  }

  static Xml of(String name, String text) {
    return new Xml(name, Map.of(), text, List.of());
  }

  /** The same with an attribute more. */
  Xml with(String attribute, @Nullable String value) {
    if (value == null) {
      return this;
    }
    var more = new LinkedHashMap<>(attributes);
    more.put(attribute, value);
    return new Xml(name, more, text, children);
  }

  /** The same with a child more. */
  Xml with(Xml child) {
    var more = new ArrayList<>(children);
    more.add(child);
    return new Xml(name, attributes, text, more);
  }

  @Override
  public String toString() {
    var out = new StringBuilder(256);
    write(out);
    return out.toString();
  }

  private void write(StringBuilder out) {
    out.append('<').append(name);
    attributes.forEach((attribute, value) ->
        out.append(' ').append(attribute).append("=\"").append(escaped(value)).append('"'));
    if (text.isEmpty() && children.isEmpty()) {
      out.append("/>");
      return;
    }
    out.append('>').append(escaped(text));
    children.forEach(child -> child.write(out));
    out.append("</").append(name).append('>');
  }

  /** What XML 1.0 has no way to write becomes a space; line ends and tabs are kept as references. */
  private static String escaped(String text) {
    var safe = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> {
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\n', '\r', '\t' -> safe.append("&#").append(c).append(';');
        default -> safe.appendCodePoint(isCharacter(c) ? c : ' ');
      }
    });
    return safe.toString();
  }

  private static boolean isCharacter(int c) {
    return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x1_0000;
  }
}
