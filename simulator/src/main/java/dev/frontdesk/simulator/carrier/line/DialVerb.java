package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.Form;
import dev.frontdesk.simulator.carrier.twiml.Element;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Connects the call with others: the first of some numbers that takes it, or a room. */
final class DialVerb implements Verb {
  private static final int MAX_NOUNS = 10;
  private static final int SCHEMA = 12200;
  private static final int RING_SECONDS = 30;

  @Override
  public Future<Next> run(Leg leg, TwimlRun run, URI base, Element dial) {
    if (!dial.flag("answerOnBridge", false)) {
      leg.answer();
    }
    List<Element> rooms = dial.children("Conference");
    if (!rooms.isEmpty()) {
      return meet(leg, run, base, dial, rooms.get(0));
    }
    List<Element> nouns = dial.children().stream()
        .filter(noun -> Set.of("Number", "Sip").contains(noun.name()))
        .toList();
    if (nouns.isEmpty() && !dial.text().isEmpty()) {
      nouns = List.of(new Element("Number", java.util.Map.of(), dial.text(), List.of()));
    }
    if (nouns.isEmpty() || nouns.size() > MAX_NOUNS) {
      leg.alert(SCHEMA, "<Dial> with " + nouns.size() + " nouns");
      return Future.succeededFuture(Next.VERB);
    }
    return new Ringing(leg, base, dial).ring(nouns, run);
  }

  private static Future<Next> meet(
      Leg leg, TwimlRun run, URI base, Element dial, Element conference) {
    leg.answer();
    Room room = leg.exchange().rooms().named(conference.text());
    room.tell(
        leg,
        callback(leg, base, conference),
        Outbound.events(listed(conference, "statusCallbackEvent"), "start end"));
    Promise<Next> done = Promise.promise();
    Seat seat = new Seat(
        leg,
        conference.get("participantLabel"),
        conference.flag("startConferenceOnEnter", true),
        conference.flag("endConferenceOnExit", false),
        conference.flag("muted", false));
    leg.ears(length -> {});
    run.onBreakOff(() -> {
      leg.ears(null);
      room.leave(leg);
    });
    Form form = Form.of("DialCallStatus", "answered");
    room.join(seat, () -> {
      leg.ears(null);
      done.tryComplete(Verbs.action(leg, base, dial, form, Next.VERB));
    });
    return done.future();
  }

  private static @Nullable URI callback(Leg leg, URI base, Element noun) {
    String callback = noun.get("statusCallback");
    return callback == null ? null : Verbs.resolved(leg, base, callback);
  }

  private static List<String> listed(Element noun, String attribute) {
    String given = noun.get(attribute);
    return given == null ? List.of() : List.of(given.split(" "));
  }

  /** Some legs that ring, until one is connected or none is left. */
  private static final class Ringing {
    private final Leg leg;
    private final URI base;
    private final Element dial;
    private final List<Leg> children = new ArrayList<>();
    private final Promise<Next> done = Promise.promise();
    private @Nullable Leg bridged;
    private long bridgedAt;

    Ringing(Leg leg, URI base, Element dial) {
      this.leg = leg;
      this.base = base;
      this.dial = dial;
    }

    Future<Next> ring(List<Element> nouns, TwimlRun run) {
      run.onBreakOff(this::hangUpAll);
      for (Element noun : nouns) {
        Outbound outbound = new Outbound(
            dial.get("callerId", leg.from()),
            noun.text(),
            "outbound-dial",
            leg.sid(),
            dial.number("timeout", RING_SECONDS),
            callback(leg, base, noun),
            Outbound.events(listed(noun, "statusCallbackEvent"), "completed"),
            noun.get("machineDetection", ""),
            leg.misbehaviour());
        Leg child = outbound.dial(leg.exchange());
        children.add(child);
        child.onAnswer(() -> outbound.afterDetection(child, () -> answered(child, noun)));
        child.atEnd(() -> ended(child));
      }
      return done.future();
    }

    private void answered(Leg child, Element noun) {
      String whisper = noun.get("url");
      URI url = whisper == null ? null : Verbs.resolved(leg, base, whisper);
      if (bridged != null) {
        child.end(CallStatus.CANCELED, "dial");
      } else if (url == null) {
        bridge(child);
      } else {
        child.whisper(url, noun.get("method", "POST"), () -> bridge(child));
      }
    }

    private void bridge(Leg child) {
      if (bridged != null || leg.status().isOver()) {
        child.end(CallStatus.CANCELED, "dial");
        return;
      }
      bridged = child;
      bridgedAt = System.nanoTime();
      leg.answer();
      leg.exchange().bridged(leg, child);
      leg.ears(length -> {});
      child.ears(length -> {});
      List.copyOf(children).stream()
          .filter(other -> other != child)
          .forEach(other -> other.end(CallStatus.CANCELED, "dial"));
    }

    private void ended(Leg child) {
      children.remove(child);
      if (child == bridged || (bridged == null && children.isEmpty())) {
        leg.ears(null);
        done.tryComplete(Verbs.action(leg, base, dial, outcome(child), Next.VERB));
      }
    }

    private Form outcome(Leg child) {
      boolean connected = child == bridged;
      long seconds = connected ? (System.nanoTime() - bridgedAt) / 1_000_000_000 : 0;
      String status = !connected && child.status() == CallStatus.COMPLETED
          ? "no-answer"
          : child.status().wire();
      Form form = Form.of("DialCallStatus", status, "DialCallSid", child.sid());
      form = form.and("DialCallDuration", "" + seconds, "DialBridged", "" + connected);
      return child.refusedWith() == 0
          ? form
          : form.and("DialSipResponseCode", "" + child.refusedWith());
    }

    private void hangUpAll() {
      leg.ears(null);
      for (Leg child : List.copyOf(children)) {
        child.end(
            child.status().isBeforeAnswer() ? CallStatus.CANCELED : CallStatus.COMPLETED, "dial");
      }
    }
  }
}
