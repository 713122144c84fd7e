package dev.frontdesk.launcher.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.PhoneNumbers;
import dev.frontdesk.model.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * {@code contacts.json}: a list of objects with a {@code number} (or {@code phone}), or a map from number to object or name. What else stands
 * in an object becomes part of the notes.
 */
final class ContactsFile {
  private static final int LARGEST = 4 << 20;
  private static final int MOST = 20_000;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_NOTES = 4_000;
  private static final List<String> NUMBER = List.of("number", "phone", "phone_number");
  private static final Set<String> KNOWN =
      Set.of("number", "phone", "phone_number", "name", "vip", "blocked", "language", "notes");

  private final SourceFile file;
  private final String region;

  /** @param region of numbers without country code */
  ContactsFile(SourceFile file, String region) {
    this.file = file;
    this.region = region;
  }

  /** In the order of the file; no two with one number; empty if the file is absent. */
  List<Contact> read() {
    return file.json(LARGEST).map(this::contacts).orElse(List.of());
  }

  private List<Contact> contacts(JsonNode root) {
    if (!root.isContainerNode()) {
      throw file.wrong("must be a list, or a map from number to contact");
    }
    if (root.size() > MOST) {
      throw file.wrong("holds more than " + MOST + " contacts");
    }
    Map<PhoneNumber, Contact> byNumber = new LinkedHashMap<>();
    for (JsonEntry entry : entries(root)) {
      Contact contact = contact(entry);
      if (byNumber.put(contact.number(), contact) != null) {
        throw file.wrong(
            "%s has the number %s of an earlier one".formatted(entry.where(), contact.number()));
      }
    }
    return List.copyOf(byNumber.values());
  }

  private List<JsonEntry> entries(JsonNode root) {
    var entries = new ArrayList<JsonEntry>();
    if (root.isArray()) {
      root.forEach(
          node -> entries.add(new JsonEntry(file, "contact " + (entries.size() + 1), node)));
    } else {
      root.properties().forEach(field -> entries.add(keyed(field.getKey(), field.getValue())));
    }
    return entries;
  }

  /** The key is the number, unless the object names one of its own. */
  private JsonEntry keyed(String key, JsonNode value) {
    String where = "contact '" + Printable.brief(key) + "'";
    if (value instanceof ObjectNode object) {
      return NUMBER.stream().anyMatch(object::has)
          ? new JsonEntry(file, where, object)
          : new JsonEntry(file, where, object.deepCopy().put("number", key));
    }
    if (!value.isTextual()) {
      throw file.wrong(where + " must be an object, or a name");
    }
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    return new JsonEntry(file, where, named.put("number", key).put("name", value.textValue()));
  }

  private Contact contact(JsonEntry entry) {
    return new Contact(
        new ContactId(UUID.randomUUID()),
        number(entry),
        entry.text("name", LONGEST_NAME).orElse(""),
        entry.flag("vip"),
        entry.flag("blocked"),
        entry.text("language", 35).orElse(null),
        notes(entry));
  }

  private PhoneNumber number(JsonEntry entry) {
    String key = NUMBER.stream().filter(entry.node()::has).findFirst().orElse("number");
    String written = entry.text(key, 40).orElseThrow(() -> entry.wrong(key, "is missing"));
    return PhoneNumbers.parse(written, region).orElseThrow(() -> notANumber(entry, key, written));
  }

  private static Trouble notANumber(JsonEntry entry, String key, String written) {
    return entry.wrong(key, "is not a telephone number: " + Printable.brief(written));
  }

  private String notes(JsonEntry entry) {
    var notes = new ArrayList<String>();
    entry.text("notes", LONGEST_NOTES).ifPresent(notes::add);
    entry.node().fieldNames().forEachRemaining(key -> {
      if (!KNOWN.contains(key)) {
        entry.text(key, LONGEST_NOTES).ifPresent(value -> notes.add(key + ": " + value));
      }
    });
    String all = String.join("\n", notes);
    if (all.length() > LONGEST_NOTES) {
      throw entry.wrong("notes", "are longer than " + LONGEST_NOTES + " characters");
    }
    return all;
  }
}
