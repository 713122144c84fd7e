package dev.frontdesk.simulator.script;

import dev.frontdesk.simulator.script.Misbehaviour.Caption;
import dev.frontdesk.simulator.script.Misbehaviour.Deliveries;
import dev.frontdesk.simulator.script.Misbehaviour.Fault;
import dev.frontdesk.simulator.script.Misbehaviour.Moment;
import dev.frontdesk.simulator.script.Misbehaviour.Quirk;
import dev.frontdesk.simulator.script.Misbehaviour.Recall;
import dev.frontdesk.simulator.script.Misbehaviour.Rest;
import dev.frontdesk.simulator.script.Misbehaviour.Second;
import dev.frontdesk.simulator.script.Misbehaviour.Sidebands;
import dev.frontdesk.simulator.script.Misbehaviour.Signature;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands under {@code misbehave}: a list of {@code key} or {@code key: value}, or one map of them. */
final class MisbehaviourReader {
  private static final Set<String> FLAGS = new LinkedHashSet<>(List.of(
      "live-twin",
      "dead-session",
      "unknown-events",
      "session-created",
      "talks-while-detached",
      "no-previous-item"));
  private static final Set<String> VALUES = new LinkedHashSet<>(List.of(
      "duplicate-webhook",
      "redeliver-webhook",
      "announce-again",
      "carrier-retry",
      "signature",
      "caller-gone",
      "accept",
      "reject",
      "refer",
      "hangup",
      "slow-rest",
      "sideband-404",
      "sideband-503",
      "second-sideband",
      "sideband-end-noticed",
      "drop-socket",
      "drop-call",
      "transcript",
      "retrieve"));
  private static final Pattern FAULT =
      Pattern.compile("([45][0-9]{2})(?: (once|always|[0-9]+ times))?");

  private final Map<String, Yaml> given = new LinkedHashMap<>();

  Misbehaviour read(Yaml misbehave) {
    if (misbehave.isList()) {
      misbehave.items().forEach(this::add);
    } else {
      add(misbehave);
    }
    return new Misbehaviour(
        deliveries(),
        rest(),
        sidebands(),
        value("transcript", Caption.class, Caption.BEFORE_REPLY),
        value("retrieve", Recall.class, Recall.COMPLETE),
        quirks());
  }

  private void add(Yaml item) {
    if (item.isText()) {
      if (!FLAGS.contains(item.text())) {
        throw item.wrong("unknown misbehaviour '" + item.text() + "'; without a value there are "
            + String.join(", ", FLAGS));
      }
      given.put(item.text(), item);
      return;
    }
    Set<String> known = new LinkedHashSet<>(VALUES);
    known.addAll(FLAGS);
    given.putAll(item.entries(known));
  }

  private Deliveries deliveries() {
    Yaml copies = given.get("duplicate-webhook");
    return new Deliveries(
        copies == null ? 1 : copies.number(),
        duration("redeliver-webhook"),
        duration("announce-again"),
        flag("live-twin"),
        duration("carrier-retry"),
        value("signature", Signature.class, Signature.GOOD),
        duration("caller-gone"));
  }

  private Rest rest() {
    Duration slow = duration("slow-rest");
    return new Rest(
        fault("accept"),
        fault("reject"),
        fault("refer"),
        fault("hangup"),
        slow == null ? Duration.ZERO : slow,
        flag("dead-session"));
  }

  private Sidebands sidebands() {
    Duration notFound = duration("sideband-404");
    Duration unavailable = duration("sideband-503");
    Duration noticed = duration("sideband-end-noticed");
    return new Sidebands(
        notFound == null ? Duration.ZERO : notFound,
        unavailable == null ? Duration.ZERO : unavailable,
        value("second-sideband", Second.class, Second.ALLOWED),
        noticed == null ? Duration.ZERO : noticed,
        moment("drop-socket"),
        moment("drop-call"));
  }

  private Set<Quirk> quirks() {
    Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    if (flag("unknown-events")) {
      quirks.add(Quirk.UNKNOWN_EVENTS);
    }
    if (flag("session-created")) {
      quirks.add(Quirk.SESSION_CREATED);
    }
    if (flag("talks-while-detached")) {
      quirks.add(Quirk.TALKS_WHILE_DETACHED);
    }
    if (flag("no-previous-item")) {
      quirks.add(Quirk.NO_PREVIOUS_ITEM);
    }
    return quirks;
  }

  private @Nullable Fault fault(String key) {
    Yaml value = given.get(key);
    if (value == null) {
      return null;
    }
    var match = FAULT.matcher(value.text());
    if (!match.matches()) {
      throw value.wrong(
          "'" + key + "' needs an error status, then 'once', 'always' or 'N times', e.g. 503 once");
    }
    String times = match.group(2) == null ? "always" : match.group(2);
    int count = switch (times) {
      case "always" -> Integer.MAX_VALUE;
      case "once" -> 1;
      default -> Integer.parseInt(times.substring(0, times.indexOf(' ')));
    };
    return new Fault(Integer.parseInt(match.group(1)), count);
  }

  private boolean flag(String key) {
    Yaml value = given.get(key);
    return value != null && ((value.isText() && value.text().equals(key)) || value.flag());
  }

  private @Nullable Duration duration(String key) {
    Yaml value = given.get(key);
    return value == null ? null : value.duration();
  }

  private @Nullable Moment moment(String key) {
    Yaml value = given.get(key);
    return value == null ? null : value.oneOf(Moment.class);
  }

  private <E extends Enum<E>> E value(String key, Class<E> type, E otherwise) {
    Yaml value = given.get(key);
    return value == null ? otherwise : value.oneOf(type);
  }
}
