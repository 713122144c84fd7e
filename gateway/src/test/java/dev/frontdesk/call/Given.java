package dev.frontdesk.call;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Capabilities;
import dev.frontdesk.model.Emergency;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Plan;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TransferTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A call told as a story: events one second apart, what they led to remembered. */
final class Given {
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final TransferTarget SALES =
      target("sales", "Jana from sales", TransferTarget.Kind.PERSON);
  static final TransferTarget OFFICE = target("office", "the office", TransferTarget.Kind.FALLBACK);
  static final Origin ORIGIN = new Origin(
      new EndpointId(new UUID(0, 1)),
      "openai",
      "rtc_1",
      "abc@carrier",
      new PhoneNumber("+421900000001"),
      "Jana",
      new PhoneNumber("+15550100001"),
      NOON,
      NOON,
      NOON);

  private Instant now = NOON;
  private Call call = Call.claimed(new CallId(new UUID(7, 7)), 1);
  private List<CallEffect> last = List.of();
  private final List<CallEffect> all = new ArrayList<>();

  static Given talking() {
    return connecting(List.of()).then(new CallEvent.Attached(NOON, false));
  }

  static Given connecting(List<TransferTarget> forward) {
    return new Given()
        .then(new CallEvent.Offered(NOON, ORIGIN))
        .then(new CallEvent.Accepted(NOON, plan(), forward, "answer", List.of(), NOON, NOON));
  }

  /** Connected only to be told {@code sentence}. */
  static Given announced(String sentence) {
    Plan plan = plan();
    var only = new Plan(
        plan.tenant(),
        plan.agency(),
        plan.profile(),
        null,
        sentence,
        plan.language(),
        true,
        NOON,
        plan.hash(),
        plan.longestCall(),
        plan.longestSilence(),
        plan.capabilities(),
        true,
        plan.redact(),
        null);
    return new Given()
        .then(new CallEvent.Offered(NOON, ORIGIN))
        .then(new CallEvent.Accepted(NOON, only, List.of(), "announce", List.of(), NOON, NOON))
        .then(new CallEvent.Attached(NOON, false));
  }

  /** Talking and greeted, in a call that knows emergencies. */
  static Given guarded(Emergency emergency) {
    Plan plan = plan();
    var guarded = new Plan(
        plan.tenant(),
        plan.agency(),
        plan.profile(),
        null,
        plan.greeting(),
        plan.language(),
        false,
        NOON,
        plan.hash(),
        plan.longestCall(),
        plan.longestSilence(),
        plan.capabilities(),
        false,
        plan.redact(),
        emergency);
    return new Given()
        .then(new CallEvent.Offered(NOON, ORIGIN))
        .then(new CallEvent.Accepted(NOON, guarded, List.of(), "answer", List.of(), NOON, NOON))
        .then(new CallEvent.Attached(NOON, false))
        .heard("resp_1", null);
  }

  /** Talking and greeted, in a call whose tools have sentences to say while they are slow. */
  static Given filling(Map<String, String> fillers) {
    Plan plan = plan();
    return greeted(plan, plan.capabilities(), fillers);
  }

  /** Attached, after it was moved from a line that cannot ring targets to one that can. */
  static Given moved(TransferTarget target, String about) {
    Plan plan = changed(plan(), plan().capabilities().withWarmTransfer(), Map.of());
    var origin = new Origin(
        ORIGIN.endpoint(),
        ORIGIN.provider(),
        ORIGIN.providerCall(),
        null,
        ORIGIN.caller(),
        ORIGIN.callerName(),
        ORIGIN.dialled(),
        NOON,
        NOON,
        NOON,
        null,
        new CallId(new UUID(1, 9)));
    return new Given()
        .then(new CallEvent.Offered(NOON, origin))
        .then(new CallEvent.Accepted(
            NOON, plan, List.of(target), "forward", List.of(), NOON, NOON, about))
        .then(new CallEvent.Attached(NOON, false));
  }

  /** Talking and greeted, on a line that can ring targets. */
  static Given warmlyGreeted() {
    Plan plan = plan();
    return greeted(plan, plan.capabilities().withWarmTransfer(), Map.of());
  }

  private static Given greeted(Plan plan, Capabilities capabilities, Map<String, String> fillers) {
    return new Given()
        .then(new CallEvent.Offered(NOON, ORIGIN))
        .then(new CallEvent.Accepted(
            NOON, changed(plan, capabilities, fillers), List.of(), "answer", List.of(), NOON, NOON))
        .then(new CallEvent.Attached(NOON, false))
        .heard("resp_1", null);
  }

  private static Plan changed(Plan plan, Capabilities capabilities, Map<String, String> fillers) {
    return new Plan(
        plan.tenant(),
        plan.agency(),
        plan.profile(),
        null,
        plan.greeting(),
        plan.language(),
        false,
        NOON,
        plan.hash(),
        plan.longestCall(),
        plan.longestSilence(),
        capabilities,
        false,
        plan.redact(),
        null,
        fillers);
  }

  /** The same target, asked first. */
  static TransferTarget warm(TransferTarget target) {
    return new TransferTarget(
        target.key(),
        target.name(),
        target.aliases(),
        target.address(),
        target.description(),
        target.kind(),
        null,
        new TransferTarget.Warm(Duration.ofSeconds(20)));
  }

  Given says(String words) {
    return then(new CallEvent.CallerSaid(now, "item_" + now.getEpochSecond(), words, true));
  }

  /** Talking, the model has greeted and was heard to its end. */
  static Given greeted() {
    return talking().heard("resp_1", null);
  }

  static Plan plan() {
    return new Plan(
        new TenantId(new UUID(1, 1)),
        new AgencyId(new UUID(1, 2)),
        new ProfileVersionId(new UUID(1, 3)),
        null,
        "Good day, Bakery Novák, how can I help?",
        "en",
        false,
        NOON,
        "00",
        Duration.ofMinutes(55),
        Duration.ofSeconds(30),
        new Capabilities(false, true, true, false, Duration.ofMinutes(60)));
  }

  Given then(CallEvent event) {
    Step step = CallMachine.step(call, event);
    call = step.call();
    last = step.effects();
    all.addAll(last);
    now = now.plusSeconds(1);
    return this;
  }

  Given heard(String response, @org.jspecify.annotations.Nullable String label) {
    return then(new CallEvent.AgentAudioStarted(now, response, label))
        .then(new CallEvent.AgentAudioEnded(now, response, label, false));
  }

  Given asks(String tool, String arguments) {
    return then(new CallEvent.ToolRequested(now, new ToolCall("fc_" + tool, tool, arguments)));
  }

  Given fires(TimerKind kind) {
    return then(new CallEvent.TimerFired(now, kind));
  }

  Instant now() {
    return now;
  }

  Call call() {
    return call;
  }

  List<CallEffect> last() {
    return last;
  }

  <F extends Fact> List<F> facts(Class<F> type) {
    return all.stream()
        .flatMap(effect ->
            effect instanceof CallEffect.Journal journal ? Stream.of(journal.fact()) : Stream.of())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  <C extends ModelCommand> List<C> told(Class<C> type) {
    return all.stream()
        .flatMap(effect ->
            effect instanceof CallEffect.Tell tell ? Stream.of(tell.command()) : Stream.of())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  <E extends CallEffect> List<E> effects(Class<E> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static TransferTarget target(String key, String name, TransferTarget.Kind kind) {
    return new TransferTarget(key, name, List.of(), "+421900000002", "", kind, null);
  }
}
