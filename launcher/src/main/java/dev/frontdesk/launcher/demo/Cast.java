package dev.frontdesk.launcher.demo;

import dev.frontdesk.model.Contact;
import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.simulator.script.ExampleScripts;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who takes part in the demo: two agencies, three businesses with trunks, and the calls that are placed to them. */
final class Cast {
  /** Has a provider project of its own, its secrets sealed in the database. */
  static final String HARBOUR = "Harbour Answering";

  /** Uses the platform's. */
  static final String MERIDIAN = "Meridian Reception";

  private Cast() {}

  /** In the order in which they are worth showing; the names of the simulator's examples. */
  static List<String> calls() {
    return ExampleScripts.names().stream()
        .filter(name -> !name.equals("happy-call"))
        .toList();
  }

  static List<Business> businesses(WorldClock clock) {
    return List.of(supplies(clock), heating(clock), law(clock));
  }

  private static Business supplies(WorldClock clock) {
    return new Business(
        HARBOUR,
        "pine-and-harbour",
        "Pine & Harbour Supplies",
        new PhoneNumber("+15550100001"),
        "en",
        clock.open(),
        "You are Ada, the receptionist of Pine & Harbour Supplies, a wholesaler of timber and marine paint. Be brief and warm."
            + " Orders, prices and complaints about orders belong to sales.",
        "Pine and Harbour Supplies, this is Ada. How can I help?",
        "",
        List.of(
            new KnowledgeArticle(
                "Delivery", "Within the city the next working day; free above 250 dollars."),
            new KnowledgeArticle("Returns", "Unopened paint within 30 days, with the receipt.")),
        List.of(contact(
            "+421900000001",
            "Jane Doe",
            true,
            "en",
            "Buys for the Doe shipyard; her account manager is in sales.")),
        List.of(
            target(
                "sales",
                "Sales",
                List.of("orders", "Tom"),
                "+15550100010",
                "Orders, prices, quotes."),
            target(
                "accounts",
                "Accounts",
                List.of("billing", "invoices"),
                "+15550100011",
                "Invoices and payments.")),
        Business.USUAL);
  }

  private static Business heating(WorldClock clock) {
    return new Business(
        MERIDIAN,
        "calor-heating",
        "Calor Heating & Boilers",
        new PhoneNumber("+15550100002"),
        "en",
        clock.closed(),
        "You are Max, the receptionist of Calor Heating & Boilers. Speak the caller's language. Outside hours take a message; a leak"
            + " or a smell of gas is urgent.",
        "Calor Heating, this is Max. What can I do for you?",
        "Calor Heating. We are closed right now, but I can take a message.",
        List.of(new KnowledgeArticle("Hours", "Every day from nine to five.")),
        List.of(contact("+34600000001", "Lucía Ortega", false, "es", "")),
        List.of(),
        Business.USUAL);
  }

  private static Business law(WorldClock clock) {
    return new Business(
        HARBOUR,
        "quill-and-crane",
        "Quill & Crane Attorneys",
        new PhoneNumber("+15550100003"),
        "en-GB",
        clock.open(),
        "You are Vera, the receptionist of Quill & Crane Attorneys. Never give legal advice. New clients are put through to intake.",
        "Quill and Crane, good day. This is Vera.",
        "",
        List.of(new KnowledgeArticle("Fields", "Maritime law, inheritance, tenancy.")),
        List.of(),
        List.of(target(
            "intake", "Client intake", List.of("new client"), "+15550100030", "New clients.")),
        Business.USUAL);
  }

  private static Contact contact(
      String number, String name, boolean vip, @Nullable String language, String notes) {
    return new Contact(
        new ContactId(UUID.randomUUID()),
        new PhoneNumber(number),
        name,
        vip,
        false,
        language,
        notes);
  }

  private static TransferTarget target(
      String key, String name, List<String> aliases, String number, String description) {
    return new TransferTarget(
        key, name, aliases, number, description, TransferTarget.Kind.TEAM, null);
  }
}
