package dev.frontdesk.launcher.remote;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A tenant's settings as YAML: {@code id} of the tenant, and the sections of the admin API's document. */
final class SettingsFile {
  static final String ID = "id";
  private static final int LARGEST = 16 << 20;

  /** Text, even where YAML would see a number or a time: {@code number: +421905123456}, {@code from: 10:00}. */
  private static final Set<String> TEXTS = Set.of(
      "number",
      "address",
      "from",
      "to",
      "day",
      "name",
      "key",
      "label",
      "title",
      "body",
      "language",
      "locale",
      "region",
      "prompt",
      "greeting",
      "closedGreeting",
      "holidayGreeting",
      "notes",
      "rule",
      "note",
      "disclosure",
      "description");

  private static final YAMLMapper YAML = YAMLMapper.builder()
      .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
      .disable(YAMLGenerator.Feature.SPLIT_LINES)
      .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
      .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
      .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
      .build();

  private SettingsFile() {}

  static String write(String tenant, JsonNode sections) {
    ObjectNode file = JsonNodeFactory.instance.objectNode().put(ID, tenant);
    sections.properties().forEach(section -> file.set(section.getKey(), section.getValue()));
    try {
      return YAML.writeValueAsString(file);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** @param path {@code -}: standard input */
  static ObjectNode read(Path path) {
    try {
      return parse(text(path));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      String why = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new Trouble(ExitCode.INPUT, path + " is no YAML: line " + line + ": " + why, e);
    } catch (IOException e) {
      throw Trouble.because(ExitCode.INPUT, path + " cannot be read", e);
    }
  }

  static ObjectNode parse(String yaml) throws IOException {
    try (JsonParser parser = YAML.createParser(yaml)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Trouble(
            ExitCode.INPUT, "the file must be a map of sections, as 'frontdesk export' writes it");
      }
      return object(parser);
    }
  }

  private static String text(Path path) throws IOException {
    try (InputStream in = path.toString().equals("-") ? System.in : Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new Trouble(ExitCode.INPUT, path + " is larger than " + (LARGEST >> 20) + " MiB");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.set(name, value(parser, TEXTS.contains(name)));
    }
    return object;
  }

  private static JsonNode value(JsonParser parser, boolean text) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return object(parser);
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(value(parser, text));
      }
      return array;
    }
    return text && parser.currentToken() != JsonToken.VALUE_NULL
        ? JsonNodeFactory.instance.textNode(parser.getText())
        : parser.readValueAsTree();
  }
}
