package dev.frontdesk.simulator.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One value of a YAML file that knows its line, so that whoever finds it wrong can say where. */
final class Yaml {
  private static final YAMLFactory FACTORY = new YAMLFactory();
  private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(ms|s|m)");

  private final String source;
  private final int line;
  private final @Nullable JsonNode scalar;
  private final @Nullable String raw;
  private final @Nullable List<Yaml> items;
  private final @Nullable Map<String, Yaml> entries;

  private Yaml(
      String source,
      int line,
      @Nullable JsonNode scalar,
      @Nullable String raw,
      @Nullable List<Yaml> items,
      @Nullable Map<String, Yaml> entries) {
    this.source = source;
    this.line = line;
    this.scalar = scalar;
    this.raw = raw;
    this.items = items;
    this.entries = entries;
  }

  static Yaml parse(String source, String text) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new ScriptException(source, 1, "the script is empty");
      }
      return read(source, parser);
    } catch (JsonProcessingException broken) {
      int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
      throw new ScriptException(source, line, "not YAML: " + broken.getOriginalMessage());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Yaml read(String source, YAMLParser parser) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_ARRAY) {
      List<Yaml> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(read(source, parser));
      }
      return new Yaml(source, line, null, null, items, null);
    }
    if (token == JsonToken.START_OBJECT) {
      Map<String, Yaml> entries = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        int keyLine = parser.currentTokenLocation().getLineNr();
        parser.nextToken();
        if (entries.put(key, read(source, parser)) != null) {
          throw new ScriptException(source, keyLine, "'" + key + "' is given twice");
        }
      }
      return new Yaml(source, line, null, null, null, entries);
    }
    return new Yaml(source, line, scalar(parser), parser.getText(), null, null);
  }

  private static JsonNode scalar(YAMLParser parser) throws IOException {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT -> json.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> json.numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> json.booleanNode(true);
      case VALUE_FALSE -> json.booleanNode(false);
      case VALUE_NULL -> json.nullNode();
      default -> json.textNode(parser.getText());
    };
  }

  ScriptException wrong(String what) {
    return new ScriptException(source, line, what);
  }

  boolean isText() {
    return scalar != null;
  }

  boolean isList() {
    return items != null;
  }

  /** The value as it is written, so a telephone number without quotes keeps its plus. */
  String text() {
    if (raw == null) {
      throw wrong("a plain value is expected here");
    }
    return raw;
  }

  int number() {
    if (scalar == null || !scalar.canConvertToInt() || !scalar.isIntegralNumber()) {
      throw wrong("a whole number is expected here, not " + shown());
    }
    return scalar.intValue();
  }

  boolean flag() {
    if (scalar == null || !scalar.isBoolean()) {
      throw wrong("true or false is expected here, not " + shown());
    }
    return scalar.booleanValue();
  }

  Duration duration() {
    var match = DURATION.matcher(text());
    if (!match.matches()) {
      throw wrong("a duration such as 400ms, 2s or 1m is expected here, not " + shown());
    }
    double unit = Map.of("ms", 1.0, "s", 1_000.0, "m", 60_000.0).getOrDefault(match.group(2), 1.0);
    return Duration.ofMillis(Math.round(Double.parseDouble(match.group(1)) * unit));
  }

  <E extends Enum<E>> E oneOf(Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (spelling(constant).equals(text())) {
        return constant;
      }
    }
    throw wrong(shown() + " is none of " + spellings(type));
  }

  List<Yaml> items() {
    if (items == null) {
      throw wrong("a list is expected here, not " + shown());
    }
    return items;
  }

  /** The texts of a list; a single text counts as a list of one. */
  List<String> texts() {
    return items == null ? List.of(text()) : items.stream().map(Yaml::text).toList();
  }

  Map<String, Yaml> entries() {
    if (entries == null) {
      throw wrong("key: value pairs are expected here, not " + shown());
    }
    return entries;
  }

  /** The entries, none of whose keys may be unknown. */
  Map<String, Yaml> entries(Set<String> known) {
    entries().forEach((key, value) -> {
      if (!known.contains(key)) {
        throw value.wrong("unknown key '" + key + "'; known here: " + String.join(", ", known));
      }
    });
    return entries();
  }

  /** The entry under a key that must be there. */
  Yaml entry(String key) {
    Yaml entry = entries().get(key);
    if (entry == null) {
      throw wrong("'" + key + "' is missing");
    }
    return entry;
  }

  /** The same value as JSON, as tool arguments are written. */
  JsonNode json() {
    if (items != null) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      items.forEach(item -> array.add(item.json()));
      return array;
    }
    if (entries != null) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      entries.forEach((key, value) -> object.set(key, value.json()));
      return object;
    }
    return scalar == null ? JsonNodeFactory.instance.nullNode() : scalar;
  }

  private String shown() {
    return raw != null ? "'" + raw + "'" : items != null ? "a list" : "key: value pairs";
  }

  private static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private static String spellings(Class<? extends Enum<?>> type) {
    List<String> all = new ArrayList<>();
    for (Enum<?> constant : type.getEnumConstants()) {
      all.add(spelling(constant));
    }
    return String.join(", ", all);
  }
}
