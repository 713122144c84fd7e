package dev.frontdesk.launcher.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.PhoneNumbers;
import dev.frontdesk.model.Printable;
import dev.frontdesk.model.TransferTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code transfer-numbers.json}: {@code {"sales": {"name": …, "number": …, "description": …}}}; {@code aliases} and {@code kind} if wished. */
final class TargetsFile {
  private static final int LARGEST = 256 << 10;
  private static final int MOST = 200;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_DESCRIPTION = 1_000;
  private static final int LONGEST_ADDRESS = 400;

  private final SourceFile file;
  private final String region;

  TargetsFile(SourceFile file, String region) {
    this.file = file;
    this.region = region;
  }

  /** In the order of the file; empty if it is absent. */
  List<TransferTarget> read() {
    return file.json(LARGEST).map(this::targets).orElse(List.of());
  }

  private List<TransferTarget> targets(JsonNode root) {
    if (!root.isObject()) {
      throw file.wrong(
          "must be a map from key to target, such as {\"sales\": {\"number\": \"+15550100099\"}}");
    }
    if (root.size() > MOST) {
      throw file.wrong("holds more than " + MOST + " targets");
    }
    var targets = new ArrayList<TransferTarget>();
    root.properties()
        .forEach(field -> targets.add(target(
            field.getKey(),
            new JsonEntry(
                file, "target '" + Printable.brief(field.getKey()) + "'", field.getValue()))));
    return targets;
  }

  private TransferTarget target(String key, JsonEntry entry) {
    try {
      return new TransferTarget(
          key.strip().toLowerCase(Locale.ROOT).replace(' ', '-'),
          entry.text("name", LONGEST_NAME).orElse(key),
          aliases(entry),
          address(entry),
          entry.text("description", LONGEST_DESCRIPTION).orElse(""),
          kind(entry),
          null);
    } catch (IllegalArgumentException e) {
      throw file.wrong(entry.where() + ": " + e.getMessage());
    }
  }

  /** SIP URIs as they stand, numbers in E.164. */
  private String address(JsonEntry entry) {
    String written = entry
        .text("number", LONGEST_ADDRESS)
        .orElseThrow(() -> entry.wrong("number", "is missing"));
    return written.startsWith("sip:") || written.startsWith("sips:")
        ? written
        : PhoneNumbers.parse(written, region)
            .map(PhoneNumber::e164)
            .orElseThrow(() -> entry.wrong(
                "number",
                "is neither a telephone number nor a SIP URI: " + Printable.brief(written)));
  }

  private static TransferTarget.Kind kind(JsonEntry entry) {
    String kind = entry.text("kind", 40).orElse("person").toUpperCase(Locale.ROOT);
    try {
      return TransferTarget.Kind.valueOf(kind);
    } catch (IllegalArgumentException e) {
      throw entry.wrong("kind", "must be person, team, emergency or fallback");
    }
  }

  private static List<String> aliases(JsonEntry entry) {
    JsonNode aliases = entry.node().get("aliases");
    var names = new ArrayList<String>();
    if (aliases != null) {
      aliases.forEach(alias -> {
        if (!alias.isTextual() || alias.textValue().length() > LONGEST_NAME) {
          throw entry.wrong("aliases", "must be a list of short names");
        }
        names.add(alias.textValue());
      });
    }
    return names;
  }
}
