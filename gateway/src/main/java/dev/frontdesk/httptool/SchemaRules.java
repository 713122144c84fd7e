package dev.frontdesk.httptool;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which JSON Schemas tools may have: the words of draft 2020-12 that say what a value looks like. References are not among them, so
 * every schema ends and is checked in a time that its size tells.
 */
final class SchemaRules {
  static final Set<String> TYPES =
      Set.of("object", "array", "string", "number", "integer", "boolean", "null");
  private static final Set<String> ANY = Set.of("enum", "const", "default", "examples");
  private static final Set<String> TEXTS =
      Set.of("title", "description", "$comment", "pattern", "format", "$schema");
  private static final Set<String> NUMBERS =
      Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");
  private static final Set<String> COUNTS =
      Set.of("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties");
  private static final Set<String> FLAGS = Set.of("uniqueItems", "deprecated");
  private static final Set<String> SCHEMAS = Set.of("additionalProperties", "items", "not");
  private static final Set<String> LISTS = Set.of("anyOf", "oneOf", "allOf");
  private static final int DEEPEST = 10;

  private SchemaRules() {}

  /** @throws ToolRefused where and why it is none */
  static void check(Object schema, String where, int depth) {
    if (schema instanceof Boolean) {
      return;
    }
    if (!(schema instanceof Map<?, ?> words)) {
      throw new ToolRefused(where, "must be a JSON Schema");
    }
    if (depth > DEEPEST) {
      throw new ToolRefused(where, "is nested more than " + DEEPEST + " deep");
    }
    words.forEach((word, value) ->
        word(String.valueOf(word), value, where + "/" + String.valueOf(word), depth));
  }

  private static void word(String word, @Nullable Object value, String where, int depth) {
    if (SCHEMAS.contains(word) && value != null) {
      check(value, where, depth + 1);
    } else if (LISTS.contains(word)) {
      list(value, where).forEach(each -> check(each, where, depth + 1));
    } else if (word.equals("properties")) {
      if (!(value instanceof Map<?, ?> properties)) {
        throw new ToolRefused(where, "must be an object of JSON Schemas");
      }
      properties.forEach((name, each) -> check(each, where + "/" + name, depth + 1));
    } else if (!fits(word, value)) {
      throw new ToolRefused(where, "is no word of a tool's JSON Schema, or of the wrong type");
    }
  }

  private static boolean fits(String word, @Nullable Object value) {
    if (word.equals("type")) {
      return value instanceof String type
          ? TYPES.contains(type)
          : value instanceof List<?> types && !types.isEmpty() && TYPES.containsAll(types);
    }
    if (word.equals("required")) {
      return value instanceof List<?> names && names.stream().allMatch(String.class::isInstance);
    }
    if (word.equals("enum") || word.equals("examples")) {
      return value instanceof List<?> values && !values.isEmpty();
    }
    return ANY.contains(word)
        || (TEXTS.contains(word) && value instanceof String)
        || (NUMBERS.contains(word)
            && value instanceof Number number
            && (!word.equals("multipleOf") || number.doubleValue() > 0))
        || (COUNTS.contains(word) && value instanceof Integer count && count >= 0)
        || (FLAGS.contains(word) && value instanceof Boolean);
  }

  private static List<?> list(@Nullable Object value, String where) {
    if (!(value instanceof List<?> all) || all.isEmpty()) {
      throw new ToolRefused(where, "must be a list of JSON Schemas");
    }
    return all;
  }
}
