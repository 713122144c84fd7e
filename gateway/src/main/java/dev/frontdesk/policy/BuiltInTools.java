package dev.frontdesk.policy;

import static dev.frontdesk.model.ToolNames.BOOK_APPOINTMENT;
import static dev.frontdesk.model.ToolNames.END_CALL;
import static dev.frontdesk.model.ToolNames.FIND_APPOINTMENTS;
import static dev.frontdesk.model.ToolNames.GET_CURRENT_TIME;
import static dev.frontdesk.model.ToolNames.GET_RANDOM_NUMBER;
import static dev.frontdesk.model.ToolNames.LOOKUP_CALLER;
import static dev.frontdesk.model.ToolNames.SEARCH_KNOWLEDGE;
import static dev.frontdesk.model.ToolNames.SEND_SMS;
import static dev.frontdesk.model.ToolNames.TAKE_MESSAGE;
import static dev.frontdesk.model.ToolNames.TRANSFER_CALL;

import dev.frontdesk.model.Profile;
import dev.frontdesk.model.ToolSpec;
import dev.frontdesk.model.TransferTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tools every receptionist can be given, and which of them a call gets. */
public final class BuiltInTools {
  /** Names a profile may list. */
  public static final List<String> NAMES = List.of(
      TRANSFER_CALL,
      TAKE_MESSAGE,
      END_CALL,
      GET_CURRENT_TIME,
      GET_RANDOM_NUMBER,
      SEARCH_KNOWLEDGE,
      FIND_APPOINTMENTS,
      BOOK_APPOINTMENT,
      LOOKUP_CALLER,
      SEND_SMS);

  /** What must be set up first, costs, or tells of others than the caller: offered only by name. */
  private static final Set<String> BY_NAME =
      Set.of(FIND_APPOINTMENTS, BOOK_APPOINTMENT, LOOKUP_CALLER, SEND_SMS);

  private BuiltInTools() {}

  /**
   * The built-in tools of one call, in a stable order: those the profile names, if it names none all
   * that need no setting up. Nobody is offered
   * {@code transfer_call} while no target is open or only messages are taken. {@code search_knowledge} is offered where the
   * instructions have but titles of what the profile knows, whatever it names: without it the receptionist would know nothing.
   */
  public static List<ToolSpec> forCall(
      Profile profile, List<TransferTarget> targets, boolean messagesOnly, Instant now) {
    List<TransferTarget> open = messagesOnly ? List.of() : OpenTargets.at(now, targets);
    var offered = new ArrayList<ToolSpec>(NAMES.size());
    for (String name : NAMES) {
      if (isOffered(name, profile, open)) {
        offered.add(spec(name, profile, open));
      }
    }
    return offered;
  }

  private static boolean isOffered(String name, Profile profile, List<TransferTarget> open) {
    boolean all = profile.tools().isEmpty() && !BY_NAME.contains(name);
    boolean wanted = all || profile.tools().contains(name);
    return switch (name) {
      case SEARCH_KNOWLEDGE -> Knowledge.isSearched(profile);
      case TRANSFER_CALL -> wanted && !open.isEmpty();
      default -> wanted;
    };
  }

  private static ToolSpec spec(String name, Profile profile, List<TransferTarget> open) {
    return switch (name) {
      case TRANSFER_CALL -> transferCall(open);
      case TAKE_MESSAGE -> takeMessage();
      case END_CALL -> endCall();
      case GET_CURRENT_TIME ->
        new ToolSpec(
            name,
            "Tells the local date and time of the business.",
            arguments(List.of(), ordered()));
      case GET_RANDOM_NUMBER -> randomNumber();
      case SEARCH_KNOWLEDGE -> searchKnowledge();
      case FIND_APPOINTMENTS -> findAppointments();
      case BOOK_APPOINTMENT -> bookAppointment(profile.tools().contains(SEND_SMS));
      case LOOKUP_CALLER -> lookupCaller();
      case SEND_SMS -> sendSms();
      default -> throw new IllegalArgumentException("no built-in tool " + name);
    };
  }

  private static ToolSpec transferCall(List<TransferTarget> open) {
    List<String> keys = open.stream().map(TransferTarget::key).toList();
    return new ToolSpec(
        TRANSFER_CALL,
        "Transfers the caller to a person or team. Only when the caller asks for it or the rules say so, and only to a destination"
            + " of the list. Say nothing about the outcome before the tool answers.",
        arguments(
            List.of("destination"),
            ordered(
                "destination",
                ordered("type", "string", "enum", keys, "description", "Key of the destination."),
                "summary",
                text(
                    "Who calls and what about, in a sentence for the person who picks up.", 300))));
  }

  private static ToolSpec takeMessage() {
    return new ToolSpec(
        TAKE_MESSAGE,
        "Takes a message for the business. First read the name, the number to call back and the message back to the caller, and ask whether that"
            + " is right.",
        arguments(
            List.of("caller_name", "message", "confirmed"),
            ordered(
                "caller_name", text("Name of the caller.", 120),
                "callback_number",
                    text("Number to call back, if not the one the caller calls from.", 40),
                "message", text("The message, complete and in the caller's language.", 2_000),
                "urgent",
                    ordered("type", "boolean", "description", "The caller says that it is urgent."),
                "confirmed",
                    ordered(
                        "type",
                        "boolean",
                        "description",
                        "true once the caller heard name, number and message read back and agreed."))));
  }

  private static ToolSpec endCall() {
    return new ToolSpec(
        END_CALL,
        "Ends the call. Only after saying goodbye, when the caller has nothing more to ask.",
        arguments(List.of(), ordered("reason", text("Why the call ends, in a few words.", 200))));
  }

  private static ToolSpec randomNumber() {
    return new ToolSpec(
        GET_RANDOM_NUMBER,
        "Draws a whole number between min and max, both included; 1 to 100 if not given.",
        arguments(
            List.of(),
            ordered("min", ordered("type", "integer"), "max", ordered("type", "integer"))));
  }

  private static ToolSpec searchKnowledge() {
    return new ToolSpec(
        SEARCH_KNOWLEDGE,
        "Looks up what the business tells its callers: hours, prices, places, rules and the like. Before you answer a question about it.",
        arguments(
            List.of("question"),
            ordered(
                "question",
                text(
                    "What to look up, in a few words, in the language in which the articles are titled.",
                    300))));
  }

  private static ToolSpec findAppointments() {
    return new ToolSpec(
        FIND_APPOINTMENTS,
        "Tells which appointments are free. Offer the caller only times that it told.",
        arguments(
            List.of(),
            ordered(
                "date", text("First day wanted, like 2026-11-23; absent for the next free.", 10),
                "not_before", text("Earliest time of day wanted, like 14:00.", 5),
                "calendar", text("Name of the calendar, if there are several.", 40))));
  }

  /** @param texts whether the business confirms it by text message */
  private static ToolSpec bookAppointment(boolean texts) {
    var properties = new LinkedHashMap<>(ordered(
        "start", text("Start of a free slot, exactly as find_appointments told it.", 16),
        "name", text("Name of the caller.", 120),
        "phone", text("Number to reach the caller, if not the one they call from.", 40),
        "purpose", text("What the appointment is for, in a few words.", 400),
        "calendar", text("Name of the calendar, if there are several.", 40)));
    if (texts) {
      properties.put(
          "text",
          ordered(
              "type",
              "boolean",
              "description",
              "false if the caller wants no text message with day and time."));
    }
    return new ToolSpec(
        BOOK_APPOINTMENT,
        "Books an appointment. Repeat day, time and name to the caller and have them confirmed first; say that it is booked only after the tool"
            + " says so"
            + (texts
                ? ", and that a text message confirms it only if sms is \"sent\". Say before to which number it would go."
                : "."),
        arguments(List.of("start", "name"), Collections.unmodifiableMap(properties)));
  }

  private static ToolSpec lookupCaller() {
    return new ToolSpec(
        LOOKUP_CALLER,
        "Tells whether the business knows the caller: by the number they call from, or by another number or name they give.",
        arguments(
            List.of(),
            ordered(
                "number", text("Another number that the caller gives as theirs.", 40),
                "name", text("Name that the caller gives.", 120))));
  }

  private static ToolSpec sendSms() {
    return new ToolSpec(
        SEND_SMS,
        "Sends a text message to the number the caller calls from, once in a call: an address, a link, what was agreed. Only if the caller wants"
            + " it; say that it is sent only after the tool says so.",
        arguments(
            List.of("text"),
            ordered(
                "text", text("The text message, complete and in the caller's language.", 480))));
  }

  private static Map<String, Object> text(String description, int longest) {
    return ordered("type", "string", "description", description, "maxLength", longest);
  }

  private static Map<String, Object> arguments(
      List<String> required, Map<String, Object> properties) {
    return ordered(
        "type",
        "object",
        "properties",
        properties,
        "required",
        required,
        "additionalProperties",
        false);
  }

  /** Keys and values in turn; {@code Map.of} would iterate in another order in every process. */
  private static Map<String, Object> ordered(Object... keysAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return Collections.unmodifiableMap(map);
  }
}
