package dev.frontdesk.simulator.call;

import dev.frontdesk.simulator.provider.Line;
import dev.frontdesk.simulator.provider.ProviderServer;
import dev.frontdesk.simulator.provider.Reply;
import dev.frontdesk.simulator.provider.Sideband;
import dev.frontdesk.simulator.provider.WebhookKey;
import dev.frontdesk.simulator.provider.WebhookSender;
import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Misbehaviour;
import dev.frontdesk.simulator.script.Misbehaviour.Moment;
import dev.frontdesk.simulator.script.Misbehaviour.Quirk;
import dev.frontdesk.simulator.script.Misbehaviour.Second;
import dev.frontdesk.simulator.script.Script;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/** One call from its first webhook to its report. */
public final class ScriptedCall implements Line, Ending {
  /**
   * Where calls are played.
   *
   * @param pace 1 for real-time speech, 0 for as fast as can be
   * @param linger how long after its end a call watches for the gateway to dial it again
   * @param retryAfter how long the provider waits before it repeats a delivery that failed
   * @param cues what calls may wait for
   */
  public record Stage(
      Vertx vertx,
      Context context,
      ProviderServer server,
      WebhookSender sender,
      double pace,
      Duration linger,
      Duration retryAfter,
      Cues cues) {}

  private final Stage stage;
  private final Script script;
  private final Misbehaviour misbehaviour;
  private final String id;
  private final Waits waits = new Waits();
  private final Witness witness;
  private final Clock clock;
  private final Scene scene;
  private final Director director;
  private final ToolDesk tools;
  private final Desk desk;
  private final ClientEvents events;
  private final Promise<CallReport> report = Promise.promise();
  private long acceptedAt;
  private long droppedAt;
  private long detachedAt;
  private boolean dropped;
  private boolean detached;
  private boolean directed;
  private boolean over;

  public ScriptedCall(Stage stage, Script script, Ids ids, CallListener live) {
    this.stage = stage;
    this.script = script;
    misbehaviour = script.misbehaviour();
    id = ids.next("rtc_u0_");
    witness = new Witness(live);
    clock = new Clock(stage.vertx(), stage.context(), stage.pace(), waits::check);
    scene = new Scene(script, ids, clock, waits, witness, stage.cues());
    CallerVoice caller = new CallerVoice(scene);
    Voice voice = new Voice(scene, caller::replied);
    tools = new ToolDesk(scene);
    director = new Director(scene, voice, caller, tools, this);
    desk = new Desk(scene, director, this);
    events = new ClientEvents(scene, voice, tools, director);
  }

  /**
   * Lets it ring; to be called once, on the stage's context.
   *
   * @param webhook asked anew for each delivery
   */
  public Future<CallReport> play(Supplier<URI> webhook, WebhookKey key) {
    stage.server().connect(this);
    Duration gone = misbehaviour.deliveries().callerGone();
    if (gone != null) {
      clock.after(gone, () -> end("caller-hung-up"));
    }
    clock.after(script.ring(), this::unanswered);
    clock.after(clock.stretched(script.limit()), () -> end("timed-out"));
    new Delivery(scene, id, webhook, key, stage.sender(), stage.retryAfter())
        .begin()
        .onSuccess(this::announced)
        .onFailure(cause -> end("unreachable"));
    return report.future();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Future<Reply> requested(Verb verb, Buffer body) {
    Duration slow = misbehaviour.rest().slow();
    if (slow.isZero() || over) {
      Reply reply = answer(verb, body);
      return reply.equals(Reply.NEVER)
          ? Promise.<Reply>promise().future()
          : Future.succeededFuture(reply);
    }
    witness.misbehaved(verb + " answered slowly");
    return stage
        .vertx()
        .timer(slow.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
        .map(t -> answer(verb, body));
  }

  @Override
  public Reply dialled() {
    if (over) {
      witness.probed();
      return Reply.GONE;
    }
    long since = (System.nanoTime() - acceptedAt) / 1_000_000;
    if (!desk.accepted() || misbehaviour.rest().deadSession()) {
      return Reply.GONE;
    }
    if (since < misbehaviour.sidebands().notFoundFor().toMillis()) {
      witness.misbehaved("sideband not there yet");
      return Reply.GONE;
    }
    if (dropped
        && (System.nanoTime() - droppedAt) / 1_000_000
            < misbehaviour.sidebands().unavailableFor().toMillis()) {
      witness.misbehaved("sideband not to be had");
      return Reply.failing(503);
    }
    boolean second = scene.wire.attached() > 0 || isEndUnnoticed();
    return second && misbehaviour.sidebands().second() == Second.REFUSED
        ? Reply.error(409, "sideband_already_attached", "A sideband is already attached.")
        : Reply.SWITCH;
  }

  private boolean isEndUnnoticed() {
    boolean unnoticed = detached
        && (System.nanoTime() - detachedAt) / 1_000_000
            < misbehaviour.sidebands().noticedAfter().toMillis();
    if (unnoticed) {
      witness.misbehaved("end of a sideband not noticed yet");
    }
    return unnoticed;
  }

  @Override
  public void attached(Sideband sideband) {
    if (over) {
      sideband.terminate();
      return;
    }
    if (misbehaviour.sidebands().second() == Second.KICKS_FIRST) {
      scene.wire.close(1000, "Another sideband was attached.");
    }
    scene.wire.attach(sideband);
    var attached = new Attached(sideband);
    witness.attached(attached, scene.wire.attached());
    sideband.onText(event -> {
      attached.sent();
      events.received(event);
    });
    sideband.onEnd(() -> {
      attached.ended();
      detached(sideband);
    });
    if (misbehaviour.has(Quirk.SESSION_CREATED)) {
      scene.wire.send(scene.wire.event("session.created").set("session", scene.session.config()));
    }
    if (!directed) {
      directed = true;
      dropAtOnce();
      director.next();
    }
    waits.check();
  }

  @Override
  public void violated(String what) {
    witness.violated(what);
  }

  @Override
  public void dropSocket(int code, String reason, boolean callGone) {
    witness.misbehaved("sideband ended" + (code == 0 ? " without a close frame" : " with " + code));
    if (!reason.isEmpty()) {
      scene.wire.error("session_expired", reason, null);
    }
    if (code == 0) {
      scene.wire.terminate();
    } else {
      scene.wire.close(code, reason);
    }
    dropped = true;
    droppedAt = System.nanoTime();
    if (callGone) {
      end(reason.isEmpty() ? "lost" : "session-expired");
    }
  }

  @Override
  public void end(String how) {
    if (over) {
      return;
    }
    over = true;
    clock.stop();
    scene.wire.terminate();
    tools.close();
    witness.ended(how);
    String waitedFor = waits.what();
    waits.release();
    stage.vertx().setTimer(Math.max(1, stage.linger().toMillis()), timer -> {
      stage.server().disconnect(this);
      CallReport seen = witness.report(script, id, java.util.List.of());
      report.complete(
          witness.report(script, id, new Judge(script, scene.session, seen).broken(waitedFor)));
    });
  }

  private Reply answer(Verb verb, Buffer body) {
    boolean before = desk.accepted();
    Reply reply = desk.answer(verb, body, over);
    if (!before && desk.accepted()) {
      acceptedAt = System.nanoTime();
      waits.expecting("a sideband");
    }
    waits.check();
    return reply;
  }

  private void announced(int status) {
    if (status >= 300 && !desk.accepted()) {
      end("webhook-refused " + status);
    } else if (!desk.accepted()) {
      waits.expecting("the call to be accepted");
    }
  }

  private void unanswered() {
    if (!desk.accepted()) {
      end("unanswered");
    }
  }

  private void dropAtOnce() {
    var sidebands = misbehaviour.sidebands();
    if (sidebands.drop() == Moment.AFTER_ATTACH || sidebands.lose() == Moment.AFTER_ATTACH) {
      dropSocket(0, "", sidebands.lose() == Moment.AFTER_ATTACH);
    }
  }

  private void detached(Sideband sideband) {
    detached = true;
    detachedAt = System.nanoTime();
    scene.wire.detach(sideband);
    waits.check();
  }
}
