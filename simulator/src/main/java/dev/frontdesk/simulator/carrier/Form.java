package dev.frontdesk.simulator.carrier;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a form body or a query, in order; a name may come more than once. */
public record Form(List<Field> fields) {
  /** Without fields. */
  public static final Form EMPTY = new Form(List.of());

  public Form {
    fields = List.copyOf(fields);
  }

  /** One field, decoded. */
  public record Field(String name, String value) {}

  /** @param namesAndValues name, value, name, value, … */
  public static Form of(String... namesAndValues) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Form(fields);
  }

  public static Form of(Map<String, String> fields) {
    return new Form(
        fields.entrySet().stream().map(f -> new Field(f.getKey(), f.getValue())).toList());
  }

  /**
   * @param text {@code application/x-www-form-urlencoded}
   * @throws IllegalArgumentException if a percent-escape is broken
   */
  public static Form parse(String text) {
    List<Field> fields = new ArrayList<>();
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      if (!part.isEmpty()) {
        fields.add(new Field(
            decoded(equals < 0 ? part : part.substring(0, equals)),
            equals < 0 ? "" : decoded(part.substring(equals + 1))));
      }
    }
    return new Form(fields);
  }

  /** These fields, then the others. */
  public Form and(Form others) {
    List<Field> all = new ArrayList<>(fields);
    all.addAll(others.fields);
    return new Form(all);
  }

  public Form and(String... namesAndValues) {
    return and(of(namesAndValues));
  }

  /** The first value of a name; null if there is none. */
  public @Nullable String get(String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .map(Field::value)
        .findFirst()
        .orElse(null);
  }

  public String get(String name, String otherwise) {
    String value = get(name);
    return value == null ? otherwise : value;
  }

  /** All values of a name. */
  public List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .map(Field::value)
        .toList();
  }

  public String encoded() {
    return fields.stream()
        .map(field -> encoded(field.name()) + "=" + encoded(field.value()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
