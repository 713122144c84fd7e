package dev.frontdesk.launcher.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One file of an import: read whole, within its largest size, or not at all. */
record SourceFile(Path path) {
  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  /**
   * The text in UTF-8; empty if the file is absent.
   *
   * @param mostBytes a larger file is refused
   */
  Optional<String> text(int mostBytes) {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      if (!Files.isRegularFile(path)) {
        throw wrong("is not a file");
      }
      if (Files.size(path) > mostBytes) {
        throw wrong("is larger than %d KiB".formatted(mostBytes >> 10));
      }
      String text = Files.readString(path);
      if (text.indexOf('\0') >= 0) {
        throw wrong("is not text: it holds a NUL character");
      }
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      throw wrong("is not UTF-8");
    } catch (IOException e) {
      throw wrong("cannot be read: " + Trouble.why(e));
    }
  }

  /** The JSON; empty if the file is absent. */
  Optional<JsonNode> json(int mostBytes) {
    return text(mostBytes).map(this::parsed);
  }

  /** @param what follows the file's name, such as {@code is larger than 8 KiB} */
  Trouble wrong(String what) {
    return new Trouble(ExitCode.INPUT, path + " " + what + "; nothing was imported");
  }

  private JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      String why = e.getOriginalMessage().lines().findFirst().orElse("");
      throw wrong("is not JSON: line " + line + ": " + why);
    }
  }
}
