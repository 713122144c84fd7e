package dev.frontdesk.launcher.demo;

import dev.frontdesk.simulator.model.Brain.Doing;
import io.vertx.core.json.JsonObject;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What happens in a call over the carrier.
 *
 * @param caller in order
 * @param answers what the receptionist says or asks for when we do not dictate it, given the last tool's output
 * @param key what the human who is rung presses: 1 takes the call
 * @param last words of the receptionist after which the caller hangs up; blank: when they have met the human
 */
record Plot(
    String name,
    String from,
    String callerName,
    List<Line> caller,
    List<Function<String, Doing>> answers,
    String key,
    String last) {
  static final String MESSAGE = "The rear wheel is bent again; please call back today.";
  private static final DateTimeFormatter SPOKEN =
      DateTimeFormatter.ofPattern("EEEE 'at' H:mm", Locale.ENGLISH);

  Plot {
    caller = List.copyOf(caller);
    answers = List.copyOf(answers);
  }

  /**
   * Something the caller says.
   *
   * @param after words of the receptionist
   * @param interrupts before they are all said
   */
  record Line(String after, String words, boolean interrupts) {
    static Line after(String said, String words) {
      return new Line(said, words, false);
    }
  }

  /** The appointment that is talked about. */
  private static final class Agreed {
    private String start = "";
  }

  static List<Plot> all() {
    return List.of(bookedAndPutThrough(), declinedAndPassedOn());
  }

  private static Plot bookedAndPutThrough() {
    var agreed = new Agreed();
    return new Plot(
        "A caller interrupts, asks, books, and is put through to somebody who says yes",
        "+421900000011",
        "Eva Stone",
        List.of(
            new Line("Noor", "Sorry, just quickly: how long are you open on Saturday?", true),
            Line.after("Saturday", "Good. I need somebody to look at my brakes."),
            Line.after("Shall I book", "Yes please, for Eva Stone."),
            Line.after("It is booked", "Could I ask the mechanic something about my frame?")),
        List.of(
            none -> ask("search_knowledge", "question", "opening hours Saturday"),
            found -> Doing.say(
                new JsonObject(found).getJsonArray("passages").getJsonObject(0).getString("text")),
            none -> ask("find_appointments"),
            free -> {
              agreed.start = start(free);
              return Doing.say("I have %s. Shall I book that?".formatted(spoken(agreed.start)));
            },
            none -> ask(
                "book_appointment",
                "start",
                agreed.start,
                "name",
                "Eva Stone",
                "purpose",
                "brakes"),
            booked -> Doing.say("It is booked for you."),
            none -> ask(
                "transfer_call",
                "destination",
                Workshop.TARGET,
                "summary",
                "a question about a frame")),
        "1",
        "");
  }

  private static Plot declinedAndPassedOn() {
    return new Plot(
        "Somebody says no, and a message is passed on",
        "+421900000012",
        "Jo Park",
        List.of(
            Line.after("Noor", "Can I speak with Robin, please?"),
            Line.after(
                "May I take a message", "Yes. My rear wheel is bent again, call me back today."),
            Line.after("Is that right", "That is right.")),
        List.of(
            none -> ask(
                "transfer_call", "destination", Workshop.TARGET, "summary", "a bent rear wheel"),
            none -> Doing.say(
                "Jo Park, your rear wheel is bent again, and Robin calls you back today on this number. Is that right?"),
            none -> Doing.ask(
                "take_message",
                new JsonObject()
                    .put("caller_name", "Jo Park")
                    .put("message", MESSAGE)
                    .put("confirmed", true)
                    .encode()),
            taken -> Doing.say("Thank you, I have passed it on. Goodbye.")),
        "2",
        "passed it on");
  }

  /** @param arguments names and values in turn */
  private static Doing ask(String tool, String... arguments) {
    var json = new JsonObject();
    for (int i = 0; i < arguments.length; i += 2) {
      json.put(arguments[i], arguments[i + 1]);
    }
    return Doing.ask(tool, json.encode());
  }

  /** The last one offered: the first may be too soon once it is agreed. */
  private static String start(String free) {
    var slots = new JsonObject(free).getJsonArray("slots");
    return slots.getJsonObject(slots.size() - 1).getString("start");
  }

  private static String spoken(String start) {
    return SPOKEN.format(LocalDateTime.parse(start));
  }
}
