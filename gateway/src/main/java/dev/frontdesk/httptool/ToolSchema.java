package dev.frontdesk.httptool;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a value must look like. {@code pattern} and {@code format} are for the model to read and are not checked: an expression that a
 * stranger wrote could take for ever.
 */
public final class ToolSchema {
  /** As JSON text. */
  public static final int LONGEST = 16_384;

  private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
      .setBaseUri("frontdesk://tool")
      .setDraft(Draft.DRAFT202012)
      .setOutputFormat(OutputFormat.Basic);
  private static final Set<String> NOT_CHECKED = Set.of("pattern", "format", "$schema");
  private static final int LONGEST_COMPLAINT = 300;

  private final Validator validator;

  private ToolSchema(Validator validator) {
    this.validator = validator;
  }

  /** @throws ToolRefused where and why this is no schema a tool may have */
  public static ToolSchema of(Map<String, Object> schema) {
    if (new JsonObject(schema).encode().length() > LONGEST) {
      throw new ToolRefused("", "is longer than " + LONGEST + " characters");
    }
    SchemaRules.check(schema, "", 0);
    return new ToolSchema(
        Validator.create(JsonSchema.of(new JsonObject(checkable(schema))), OPTIONS));
  }

  /** Of arguments: those are an object. */
  public static ToolSchema ofArguments(Map<String, Object> schema) {
    if (!"object".equals(schema.get("type"))) {
      throw new ToolRefused("/type", "must be object");
    }
    return of(schema);
  }

  /**
   * What is wrong with {@code value}; empty if nothing is.
   *
   * @param value as Vert.x reads JSON
   */
  public Optional<String> complaint(Object value) {
    OutputUnit result = validator.validate(value);
    if (Boolean.TRUE.equals(result.getValid())) {
      return Optional.empty();
    }
    List<OutputUnit> errors = result.getErrors() == null ? List.of() : result.getErrors();
    // The last one is the innermost: it says what is wrong, those before it where that stands.
    String text = errors.isEmpty()
        ? "does not fit"
        : errors.get(errors.size() - 1).getInstanceLocation() + ": "
            + errors.get(errors.size() - 1).getError();
    return Optional.of(
        text.length() > LONGEST_COMPLAINT ? text.substring(0, LONGEST_COMPLAINT) : text);
  }

  private static Map<String, Object> checkable(Map<?, ?> schema) {
    var checked = new LinkedHashMap<String, Object>();
    schema.forEach((word, value) -> {
      if (!NOT_CHECKED.contains(String.valueOf(word))) {
        checked.put(String.valueOf(word), checkable(String.valueOf(word), value));
      }
    });
    return checked;
  }

  private static Object checkable(String word, Object value) {
    if (word.equals("properties") && value instanceof Map<?, ?> properties) {
      var checked = new JsonObject();
      properties.forEach((name, each) -> checked.put(String.valueOf(name), checkable("not", each)));
      return checked;
    }
    if (Set.of("anyOf", "oneOf", "allOf").contains(word) && value instanceof List<?> all) {
      var checked = new JsonArray();
      all.forEach(each -> checked.add(checkable("not", each)));
      return checked;
    }
    if (Set.of("items", "not", "additionalProperties").contains(word)
        && value instanceof Map<?, ?> inner) {
      return new JsonObject(checkable(inner));
    }
    return value instanceof Map<?, ?> map
        ? new JsonObject(copy(map))
        : value instanceof List<?> list ? new JsonArray(list) : value;
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    var copy = new LinkedHashMap<String, Object>();
    map.forEach((name, value) -> copy.put(String.valueOf(name), value));
    return copy;
  }
}
