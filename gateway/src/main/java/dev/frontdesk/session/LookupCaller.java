package dev.frontdesk.session;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.PhoneNumbers;
import dev.frontdesk.model.TenantSettings;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether somebody is among the tenant's contacts: by a number who that is, by a name whether there is one. Numbers and notes are told
 * to nobody, since whoever calls may ask for somebody else.
 */
final class LookupCaller implements Tool {
  private static final int LONGEST = 120;
  private static final int LEAST_LETTERS = 3;
  private static final int MOST = 5;

  private final Tools tools;

  LookupCaller(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Future<CallEvent> run(LiveCall live, ToolCall asked, Arguments arguments) {
    Optional<TenantSettings> tenant = tools.settingsOf(live.call());
    String name = arguments.text("name", LONGEST).toLowerCase(Locale.ROOT);
    String number = arguments.text("number", LONGEST);
    if (number.isEmpty() && !name.isEmpty() && name.length() < LEAST_LETTERS) {
      return Reply.refusal(live, asked, "Ask the caller for the whole name.");
    }
    Map<PhoneNumber, Contact> all = tenant.map(TenantSettings::contacts).orElse(Map.of());
    PhoneNumber meant = meant(live, tenant, number);
    boolean byName = number.isEmpty() && !name.isEmpty();
    List<Contact> found = all.values().stream()
        .filter(contact -> !contact.blocked())
        .filter(contact -> byName
            ? contact.name().toLowerCase(Locale.ROOT).contains(name)
            : contact.number().equals(meant))
        .sorted(Comparator.comparing(Contact::name))
        .limit(MOST)
        .toList();
    return Reply.of(live, asked, told(found));
  }

  private static @Nullable PhoneNumber meant(
      LiveCall live, Optional<TenantSettings> tenant, String number) {
    if (number.isEmpty()) {
      return live.origin().caller();
    }
    return tenant.flatMap(known -> PhoneNumbers.parse(number, known.region())).orElse(null);
  }

  private static JsonObject told(List<Contact> found) {
    var contacts = new JsonArray();
    for (Contact each : found) {
      var contact = new JsonObject().put("name", each.name()).put("vip", each.vip());
      if (each.language() != null) {
        contact.put("language", each.language());
      }
      contacts.add(contact);
    }
    return new JsonObject()
        .put("status", "ok")
        .put("contacts", contacts)
        .put(
            "note",
            found.isEmpty()
                ? "Nobody like that is known. Go on without it."
                : "Greet whom you know by name; tell nobody anything about somebody else.");
  }
}
