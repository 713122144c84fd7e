package dev.frontdesk;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Secret;
import dev.frontdesk.simulator.Trunk;
import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.Human;
import dev.frontdesk.simulator.carrier.RoomReport;
import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.carrier.line.Leg;
import dev.frontdesk.simulator.model.Brain;
import dev.frontdesk.simulator.model.ModelOptions;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Script;
import dev.frontdesk.store.Database;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers who talk with the receptionist over a SIP trunk, and are referred to a SIP domain of the carrier account. */
final class TrunkWorld implements AutoCloseable {
  static final String DOMAIN = "desk.sip.example.com";
  static final String CALLER = "+421900000001";
  private static final AtomicInteger PEOPLE = new AtomicInteger(100);

  final Carrier carrier;
  final TestGateway desk;
  private final Vertx vertx = Vertx.vertx();
  private volatile URI gateway = URI.create("http://127.0.0.1:1");

  TrunkWorld() {
    carrier = TestGateway.await(
        Carrier.start(vertx, CarrierOptions.defaults().withPace(0.05).withRoute(this::at)));
    var line = line(carrier);
    desk = new TestGateway(
        settings -> settings.with(new CarrierSettings(Optional.of(line), TwilioCarrier.PUBLIC)),
        null,
        0.2);
    gateway = desk.webhook();
    desk.server.run("""
        INSERT INTO tenant (id, agency_id, key, name, region, zone, locale) VALUES
          ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'other', 'Other', 'SK', 'Europe/Bratislava', 'en');
        INSERT INTO phone_number (e164, tenant_id, agency_id, endpoint_id) VALUES
          ('+15550100002', '00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a',
           '00000000-0000-0000-0000-000000000002');
        """);
    TestGateway.await(desk.directory.refresh());
    // The number that was dialled is the account's, so that it can be shown; its calls are not.
    TestGateway.await(carrier.number(TestGateway.NUMBER, number -> number));
    TestGateway.await(carrier.domain(DOMAIN, door("/voice"), door("/status")));
    TestGateway.await(
        desk.world.model(ModelOptions.defaults().with(WarmWorld.quickly(Brain.PLAIN))));
  }

  private URI at(URI url) {
    String scheme = url.getScheme().startsWith("ws") ? "ws" : "http";
    return URI.create(scheme + "://" + gateway.getRawAuthority() + url.getRawPath());
  }

  @Override
  public void close() {
    TestGateway.await(carrier.close());
    desk.close();
    TestGateway.await(vertx.close());
  }

  /** The platform's account, with a default number that is another tenant's: no call that was moved may ever be taken for one to it. */
  private static Endpoint line(Carrier carrier) {
    return new Endpoint(
        Database.PLATFORM_CARRIER,
        null,
        null,
        "twilio",
        carrier.baseUrl(),
        Secret.of(TwilioCarrier.TOKEN),
        List.of(),
        new PhoneNumber(TwilioCarrier.NUMBER),
        TwilioCarrier.ACCOUNT,
        DOMAIN);
  }

  /** Whether some session over the bridge was told this before anybody spoke in it. */
  boolean toldToTheModel(String words) {
    return TestGateway.await(desk.world.modelSessions()).stream()
        .anyMatch(session -> session.texts().stream().anyMatch(text -> text.contains(words)));
  }

  private static URI door(String path) {
    return URI.create(TwilioCarrier.PUBLIC + "/twilio/" + Database.PLATFORM_CARRIER + path);
  }

  /** @return their number */
  String target(String key, Human human) {
    String number = "+4219%08d".formatted(PEOPLE.incrementAndGet());
    TestGateway.await(carrier.human(number, human));
    desk.server.run("""
        INSERT INTO transfer_target (tenant_id, agency_id, key, name, address, kind, warm_ring_s) VALUES
          ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', '%s', 'Our %s', '%s', 'PERSON', 20);
        """.formatted(key, key, number));
    TestGateway.await(desk.directory.refresh());
    return number;
  }

  /** Somebody calls over the trunk, says that they want bread, and is given to {@code key}. */
  Talk wanting(String key) {
    var hangsUp = Promise.<Void>promise();
    return wanting(key, hangsUp, () -> {}, caller -> awaited(hangsUp.future()), Act.hangUp());
  }

  /** Somebody calls over the trunk who is given to people before anybody has greeted them. */
  Talk givenToStaff() {
    var hangsUp = Promise.<Void>promise();
    var trunk = new Trunk(
        carrier,
        uri -> CallerPlan.call(CALLER, uri, caller -> awaited(hangsUp.future()), Act.hangUp()));
    var script = Script.parse("""
        name: trunk
        from: "%s"
        to: "%s"
        steps:
        - announcement
        - refer: accepted-and-moved
        - wait-for-end
        expect: { outcome: transferred, agent-says: [ connecting you to Our ] }
        """.formatted(CALLER, TestGateway.NUMBER));
    return new Talk(trunk, hangsUp, desk.world.place(script, desk.webhook(), trunk));
  }

  /**
   * @param meanwhile happens once they talk, before they want anybody
   * @param acts what the caller does at the carrier's line
   */
  Talk wanting(String key, Runnable meanwhile, Act... acts) {
    return wanting(key, Promise.promise(), meanwhile, acts);
  }

  /**
   * The leg at the provider lives until the caller is known to have arrived at the carrier's line.
   *
   * @param arrived returns once that is so
   */
  Talk wantingWhileTheTrunkWaits(String key, Runnable arrived) {
    var hangsUp = Promise.<Void>promise();
    String ending = "- refer: accepted-and-silent\n- cue: %s-arrived\n- hang-up".formatted(key);
    return wanting(
        key,
        ending,
        hangsUp,
        () -> {},
        () -> {
          arrived.run();
          desk.world.cue(key + "-arrived");
        },
        caller -> awaited(hangsUp.future()),
        Act.hangUp());
  }

  private Talk wanting(String key, Promise<Void> hangsUp, Runnable meanwhile, Act... acts) {
    String ending = "- refer: accepted-and-moved\n- wait-for-end\nexpect: { outcome: transferred }";
    return wanting(key, ending, hangsUp, meanwhile, () -> {}, acts);
  }

  private Talk wanting(
      String key,
      String ending,
      Promise<Void> hangsUp,
      Runnable meanwhile,
      Runnable moved,
      Act... acts) {
    var trunk = new Trunk(carrier, uri -> CallerPlan.call(CALLER, uri, acts));
    var script = Script.parse("""
        name: trunk
        from: "%s"
        to: "%s"
        steps:
        - greeting
        - cue: %s
        - caller: I want rolls for %s.
        - tool: transfer_call
          with: { destination: %s, summary: twelve rolls }
        %s
        """.formatted(CALLER, TestGateway.NUMBER, key, key, key, ending));
    Future<CallReport> report = desk.world.place(script, desk.webhook(), trunk);
    desk.eventually(
        "SELECT c.id FROM call c WHERE ended_at IS NULL AND EXISTS (SELECT FROM utterance u WHERE u.call_id = c.id)",
        found -> !found.isEmpty());
    meanwhile.run();
    desk.world.cue(key);
    moved.run();
    return new Talk(trunk, hangsUp, report);
  }

  /** Done on the loop of whoever waits. */
  private static Future<Void> awaited(Future<Void> something) {
    Context own = Vertx.currentContext();
    Promise<Void> done = Promise.promise();
    something.onComplete(over -> own.runOnContext(now -> done.complete()));
    return done.future();
  }

  CallerReport leg(String number) {
    return TestGateway.await(carrier.calls()).stream()
        .filter(call -> call.to().equals(number))
        .findFirst()
        .orElseThrow();
  }

  /** One caller, whose call by SIP becomes one at the carrier. */
  final class Talk {
    final String callSid;
    final String uri;
    final CallReport before;
    private final Trunk trunk;
    private final Promise<Void> hangsUp;

    private Talk(Trunk trunk, Promise<Void> hangsUp, Future<CallReport> before) {
      this.trunk = trunk;
      this.hangsUp = hangsUp;
      Leg leg = TestGateway.await(trunk.moved());
      this.callSid = leg.sid();
      this.uri = leg.to();
      this.before = TestGateway.await(before);
    }

    void hangUp() {
      hangsUp.complete();
    }

    String endedBy() {
      return TestGateway.await(trunk.report()).endedBy();
    }

    /** What was written down of the attempts in the call at the carrier, once it ends with {@code last}. */
    List<String> seen(String last) {
      return desk.eventually(
          "SELECT data ->> 'outcome' FROM call_fact f JOIN call c ON c.id = f.call_id"
              + " WHERE f.kind = 'transfer.reported' AND c.provider_call_id = '" + callSid
              + "' ORDER BY f.epoch, f.seq",
          rows -> !rows.isEmpty() && rows.get(rows.size() - 1).equals(last));
    }

    /** The rows of attempts of a call, the one by SIP or the one at the carrier. */
    List<String> attempts(String providerCall) {
      return desk.server.ask(
          "SELECT t.target_key || ' ' || t.outcome FROM transfer_attempt t JOIN call c ON c.id = t.call_id"
              + " WHERE c.provider_call_id = '" + providerCall + "' ORDER BY t.attempt");
    }

    /** Waits until the receptionist has said this at the carrier's line. */
    void hears(String words) {
      desk.eventually(
          "SELECT body FROM utterance u JOIN call c ON c.id = u.call_id WHERE side = 'agent' AND c.provider_call_id = '"
              + callSid + "'",
          rows -> rows.stream().anyMatch(body -> body.contains(words)));
    }

    /** How a call ended, once it has. */
    String ended(String providerCall) {
      return desk.eventually(
              "SELECT outcome FROM call WHERE ended_at IS NOT NULL AND provider_call_id = '"
                  + providerCall + "'",
              rows -> rows.size() == 1)
          .get(0);
    }

    RoomReport room(int attempt) {
      return TestGateway.await(carrier.rooms()).stream()
          .filter(each -> each.name().equals("frontdesk-" + callSid + "-" + attempt))
          .findFirst()
          .orElseThrow();
    }
  }
}
