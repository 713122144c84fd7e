package dev.frontdesk.simulator.carrier.twiml;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A verb or a noun.
 *
 * @param text its own text, stripped
 */
public record Element(
    String name, Map<String, String> attributes, String text, List<Element> children) {
  public Element {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  /** An attribute; null if it is not there. */
  public @Nullable String get(String attribute) {
    return attributes.get(attribute);
  }

  public String get(String attribute, String otherwise) {
    return attributes.getOrDefault(attribute, otherwise);
  }

  public boolean flag(String attribute, boolean otherwise) {
    return get(attribute, Boolean.toString(otherwise)).equals("true");
  }

  /** A number; {@code otherwise} where it is missing or is none. */
  public int number(String attribute, int otherwise) {
    try {
      return Integer.parseInt(get(attribute, Integer.toString(otherwise)));
    } catch (NumberFormatException none) {
      return otherwise;
    }
  }

  public List<Element> children(String named) {
    return children.stream().filter(child -> child.name().equals(named)).toList();
  }
}
