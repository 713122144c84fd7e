package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.Form;
import dev.frontdesk.simulator.carrier.twiml.Element;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The verbs the carrier knows, and the small ones among them. */
final class Verbs {
  private static final double SECONDS_PER_CHAR = 0.065;
  private static final double SECONDS_PER_PLAY = 2;
  private static final double SECONDS_PER_WAIT = 0.5;

  private static final Map<String, Verb> KNOWN = Map.ofEntries(
      Map.entry("Say", Verbs::say),
      Map.entry("Play", Verbs::play),
      Map.entry("Pause", Verbs::pause),
      Map.entry("Hangup", (leg, run, base, verb) -> {
        leg.answer();
        return Future.succeededFuture(Next.HANG_UP);
      }),
      Map.entry("Reject", Verbs::reject),
      Map.entry("Redirect", Verbs::redirect),
      Map.entry("Leave", (leg, run, base, verb) -> Future.succeededFuture(Next.HANG_UP)),
      Map.entry("Gather", new GatherVerb()),
      Map.entry("Record", new RecordVerb()),
      Map.entry("Connect", new ConnectVerb()),
      Map.entry("Dial", new DialVerb()),
      Map.entry("Refer", new ReferVerb()));

  private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
      "Say", Set.of("voice", "language", "loop"),
      "Play", Set.of("loop", "digits"),
      "Pause", Set.of("length"),
      "Hangup", Set.of(),
      "Reject", Set.of("reason"),
      "Redirect", Set.of("method"),
      "Connect", Set.of("action", "method"),
      "Stream",
          Set.of(
              "url",
              "name",
              "track",
              "statusCallback",
              "statusCallbackMethod",
              "connectorName",
              "audioFormat",
              "sampleRate"),
      "Parameter", Set.of("name", "value"));

  private Verbs() {}

  static @Nullable Verb named(String name) {
    return KNOWN.get(name);
  }

  /** What the carrier does not know about an element, and ignores with a warning. */
  static List<String> strange(Element element) {
    Set<String> known = ATTRIBUTES.get(element.name());
    List<String> own = known == null
        ? List.of()
        : element.attributes().keySet().stream()
            .filter(name -> !known.contains(name))
            .map(name -> "<" + element.name() + "> has no attribute " + name)
            .toList();
    return java.util.stream.Stream.concat(
            own.stream(), element.children().stream().flatMap(child -> strange(child).stream()))
        .toList();
  }

  /** The action of a verb, if it has one; else {@code otherwise}. */
  static Next action(Leg leg, URI base, Element verb, Form form, Next otherwise) {
    String action = verb.get("action");
    if (action == null || action.isEmpty()) {
      return otherwise;
    }
    URI url = resolved(leg, base, action);
    return url == null ? Next.HANG_UP : Next.fetch(url, verb.get("method", "POST"), "action", form);
  }

  /** An address of a document; null, with alert 11100, if it is none. */
  static @Nullable URI resolved(Leg leg, URI base, String reference) {
    try {
      return base.resolve(reference.strip());
    } catch (IllegalArgumentException notAnAddress) {
      leg.alert(11100, "'" + reference + "' is not an address");
      return null;
    }
  }

  /** Done after so many seconds of the carrier's. */
  static Future<Next> after(Leg leg, double seconds) {
    Promise<Next> done = Promise.promise();
    leg.exchange().after(seconds, () -> done.complete(Next.VERB));
    return done.future();
  }

  /** How long it takes to say or play an element, in seconds. */
  static double length(Element verb) {
    int times = Math.max(1, verb.number("loop", 1));
    return switch (verb.name()) {
      case "Say" -> times * SECONDS_PER_CHAR * verb.text().length();
      case "Play" ->
        verb.get("digits") == null
            ? times * SECONDS_PER_PLAY
            : SECONDS_PER_WAIT * verb.get("digits", "").length();
      default -> verb.number("length", 1);
    };
  }

  private static Future<Next> say(Leg leg, TwimlRun run, URI base, Element verb) {
    leg.answer();
    leg.told(verb.text());
    return after(leg, length(verb));
  }

  private static Future<Next> play(Leg leg, TwimlRun run, URI base, Element verb) {
    leg.answer();
    leg.told("[play " + (verb.get("digits") == null ? verb.text() : verb.get("digits")) + "]");
    return after(leg, length(verb));
  }

  private static Future<Next> pause(Leg leg, TwimlRun run, URI base, Element verb) {
    leg.answer();
    return after(leg, length(verb));
  }

  private static Future<Next> reject(Leg leg, TwimlRun run, URI base, Element verb) {
    boolean busy = verb.get("reason", "rejected").equals("busy");
    leg.end(busy ? CallStatus.BUSY : CallStatus.NO_ANSWER, "rejected");
    return Future.succeededFuture(Next.HANG_UP);
  }

  private static Future<Next> redirect(Leg leg, TwimlRun run, URI base, Element verb) {
    URI url = resolved(leg, base, verb.text());
    return Future.succeededFuture(
        url == null
            ? Next.HANG_UP
            : Next.fetch(url, verb.get("method", "POST"), "voice", Form.EMPTY));
  }
}
