package dev.frontdesk.httptool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolSchemaTest {
  private static final String ORDER = """
      {"type": "object", "properties": {
        "id": {"type": "string", "pattern": "^(a+)+$", "maxLength": 40},
        "lines": {"type": "array", "items": {"anyOf": [{"type": "integer", "minimum": 1}, {"enum": ["all"]}]}},
        "note": {"type": ["string", "null"]}},
       "required": ["id"], "additionalProperties": false}""";

  private static ToolSchema schema(String json) {
    return ToolSchema.ofArguments(new JsonObject(json).getMap());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id': 'x'}",
        "{'id': 'x', 'lines': [1, 2, 'all']}",
        "{'id': 'x', 'note': null}",
        "{'id': 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'}"
      })
  void whatFitsIsNotComplainedAbout(String value) {
    var fits = schema(ORDER).complaint(new JsonObject(value.replace('\'', '"')));
    assertEquals(java.util.Optional.empty(), fits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | id",
        "{'id': 7} | id",
        "{'id': 'x', 'more': 1} | more",
        "{'id': 'x', 'lines': [0]} | lines",
        "{'id': 'x', 'lines': 'all'} | lines"
      })
  void whatDoesNotFitIsNamed(String value, String named) {
    String complaint =
        schema(ORDER).complaint(new JsonObject(value.replace('\'', '"'))).orElseThrow();
    assertTrue(complaint.contains(named), complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | /type",
        "{'type': 'array'} | /type",
        "{'type': 'object', 'properties': 3} | /properties",
        "{'type': 'object', 'properties': {'a': {'type': 'text'}}} | /properties/a/type",
        "{'type': 'object', 'properties': {'a': {'$ref': '#'}}} | /properties/a/$ref",
        "{'type': 'object', 'patternProperties': {'(a+)+': {}}} | /patternProperties",
        "{'type': 'object', 'required': 'a'} | /required",
        "{'type': 'object', 'minProperties': -1} | /minProperties",
        "{'type': 'object', 'anyOf': []} | /anyOf",
        "{'type': 'object', 'properties': {'a': null}} | /properties/a",
        "{'type': 'object', 'multipleOf': 0} | /multipleOf"
      })
  void whatIsNoSchemaOfAToolIsRefusedWhereItIsWrong(String json, String where) {
    var refused = assertThrows(ToolRefused.class, () -> schema(json.replace('\'', '"')));
    assertEquals(where, refused.where());
  }

  @Test
  void aSchemaThatIsTooDeepOrTooLongIsRefused() {
    String deep = "{'type':'object','not':".repeat(11) + "{}" + "}".repeat(11);
    assertThrows(ToolRefused.class, () -> schema(deep.replace('\'', '"')));
    String longer = "{\"type\":\"object\",\"description\":\"" + "x".repeat(17_000) + "\"}";
    assertThrows(ToolRefused.class, () -> schema(longer));
  }
}
