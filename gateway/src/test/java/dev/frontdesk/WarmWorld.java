package dev.frontdesk;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage.CommandAsked;
import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.Human;
import dev.frontdesk.simulator.carrier.RoomReport;
import dev.frontdesk.simulator.carrier.Webhook;
import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.model.Brain;
import dev.frontdesk.simulator.model.Brain.Doing;
import dev.frontdesk.simulator.model.ModelOptions;
import dev.frontdesk.store.Database;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers at the carrier's number who talk with the receptionist, and people whom they may be transferred to. */
final class WarmWorld {
  static final String CALLER = "+421900000001";
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final Duration SPOKEN_IN = Duration.ofMillis(200);
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private final TestGateway desk;
  private final Carrier carrier;

  WarmWorld(TestGateway desk, Carrier carrier) {
    this.desk = desk;
    this.carrier = carrier;
    desk.server.run("""
        INSERT INTO phone_number (e164, tenant_id, agency_id, endpoint_id) VALUES
          ('+15550100002', '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a',
           '00000000-0000-0000-0000-000000000002');
        """);
    TestGateway.await(desk.directory.refresh());
    TestGateway.await(carrier.number(
        TwilioCarrier.NUMBER,
        number -> number.withVoice(door("/voice"), "POST").withStatusCallback(door("/status"))));
    thinking(Brain.PLAIN);
  }

  /** @param brain that of all sessions from now on */
  void thinking(Brain brain) {
    TestGateway.await(desk.world.model(ModelOptions.defaults().with(quickly(brain))));
  }

  private static URI door(String path) {
    return URI.create(TwilioCarrier.PUBLIC + "/twilio/" + Database.PLATFORM_CARRIER + path);
  }

  /** What would be said in seconds is said in a moment. */
  static Brain quickly(Brain brain) {
    return new Brain() {
      @Override
      public Doing next(Turn turn) {
        Doing doing = brain.next(turn);
        return doing.words() == null ? doing : Doing.say(doing.words(), SPOKEN_IN);
      }

      @Override
      public String hears(int speech) {
        return brain.hears(speech);
      }
    };
  }

  /** Somebody who can be reached warm, under {@code key}. */
  String target(String key, Human human) {
    return target(key, human, "PERSON");
  }

  /** As it stands in the column. */
  void change(String key, String column, String value) {
    desk.server.run(
        "UPDATE transfer_target SET %s = %s WHERE key = '%s'".formatted(column, value, key));
    TestGateway.await(desk.directory.refresh());
  }

  /** @param locale of the business */
  void language(String locale) {
    desk.server.run("UPDATE tenant SET locale = '%s' WHERE key = 'bakery'".formatted(locale));
    TestGateway.await(desk.directory.refresh());
  }

  /** @return their number */
  String target(String key, Human human, String kind) {
    String number = "+4219%08d".formatted(PEOPLE.incrementAndGet());
    TestGateway.await(carrier.human(number, human));
    desk.server.run("""
        INSERT INTO transfer_target (tenant_id, agency_id, key, name, address, kind, warm_ring_s) VALUES
          ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', '%s', 'Our %s', '%s', '%s', 20);
        """.formatted(key, key, number, kind));
    TestGateway.await(desk.directory.refresh());
    return number;
  }

  /** A caller who has been greeted, and who hangs up when told to. */
  Talk talking(NodeId node) {
    return talking(node, Act.hangUp());
  }

  /** @param last what the caller does when told to hang up */
  Talk talking(NodeId node, Act last) {
    Promise<String> sid = Promise.promise();
    Promise<Void> hangsUp = Promise.promise();
    Future<CallerReport> report = carrier.place(
        CallerPlan.call(CALLER, TwilioCarrier.NUMBER, caller -> awaited(hangsUp.future()), last),
        leg -> sid.complete(leg.sid()));
    String callSid = TestGateway.await(sid.future());
    String id = desk.eventually(
            "SELECT DISTINCT c.id FROM call c JOIN utterance u ON u.call_id = c.id WHERE split_part(provider_call_id, '.', 1) = '"
                + callSid + "'",
            rows -> rows.size() == 1)
        .get(0);
    return new Talk(node, callSid, CallId.of(id), hangsUp, report);
  }

  /** Done on the loop of whoever waits. */
  static Future<Void> awaited(Future<Void> something) {
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

  /** One caller. */
  final class Talk {
    final String callSid;
    final Future<CallerReport> report;
    private final NodeId node;
    private final CallId id;
    private final Promise<Void> hangsUp;

    private Talk(
        NodeId node,
        String callSid,
        CallId id,
        Promise<Void> hangsUp,
        Future<CallerReport> report) {
      this.node = node;
      this.callSid = callSid;
      this.id = id;
      this.hangsUp = hangsUp;
      this.report = report;
    }

    void transferTo(String key) {
      var asked = new CommandAsked(id, BAKERY, CommandAsked.Kind.TRANSFER, key, null, null);
      CommandDone done = TestGateway.await(
          desk.bus.ask(Address.COMMAND.on(node), asked, CommandDone.class, Duration.ofSeconds(5)));
      if (done.outcome() != CommandDone.Outcome.TRANSFERRING) {
        throw new AssertionError(done);
      }
    }

    void hangUp() {
      hangsUp.complete();
    }

    /** What was written down of the attempts, once it ends with {@code last}. */
    List<String> seen(String last) {
      return desk.eventually(
          "SELECT data ->> 'outcome' FROM call_fact WHERE kind = 'transfer.reported' AND call_id = '"
              + id + "' ORDER BY epoch, seq",
          rows -> !rows.isEmpty() && rows.get(rows.size() - 1).equals(last));
    }

    /** The rows of its attempts, in order. */
    List<String> attempts() {
      return desk.server.ask(
          "SELECT target_key || ' ' || outcome FROM transfer_attempt WHERE call_id = '" + id
              + "' ORDER BY attempt");
    }

    /** Waits until the receptionist has said this. */
    void hears(String words) {
      desk.eventually(
          "SELECT body FROM utterance WHERE side = 'agent' AND call_id = '" + id + "'",
          rows -> rows.stream().anyMatch(body -> body.contains(words)));
    }

    /** How it ended, once it has. */
    String ended() {
      return desk.eventually(
              "SELECT outcome FROM call WHERE ended_at IS NOT NULL AND id = '" + id + "'",
              rows -> rows.size() == 1)
          .get(0);
    }

    String status() {
      return TestGateway.await(carrier.calls()).stream()
          .filter(call -> call.callSid().equals(callSid))
          .findFirst()
          .orElseThrow()
          .status();
    }

    /** Of whom the carrier has told this about the rooms of the call, in the order in which we answered. */
    List<String> told(String event) {
      return TestGateway.await(carrier.webhooks()).stream()
          .filter(webhook -> webhook.what().equals("conference") && webhook.status() == 200)
          .map(Webhook::form)
          .filter(form -> form.get("FriendlyName", "").startsWith("frontdesk-" + callSid))
          .filter(form -> form.get("StatusCallbackEvent", "").equals(event))
          .map(form -> form.get("ParticipantLabel", ""))
          .toList();
    }

    /** Where caller and target of an attempt met. */
    RoomReport room(int attempt) {
      return TestGateway.await(carrier.rooms()).stream()
          .filter(each -> each.name().equals("frontdesk-" + callSid + "-" + attempt))
          .findFirst()
          .orElseThrow();
    }
  }
}
