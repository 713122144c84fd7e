package dev.frontdesk.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.simulator.call.Cues;
import dev.frontdesk.simulator.call.Ids;
import dev.frontdesk.simulator.call.ScriptedCall;
import dev.frontdesk.simulator.carrier.SipPeer;
import dev.frontdesk.simulator.model.Brain;
import dev.frontdesk.simulator.model.ModelOptions;
import dev.frontdesk.simulator.model.ModelReport;
import dev.frontdesk.simulator.provider.ProviderServer;
import dev.frontdesk.simulator.provider.Texts;
import dev.frontdesk.simulator.provider.WebhookKey;
import dev.frontdesk.simulator.provider.WebhookSender;
import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Invite;
import dev.frontdesk.simulator.script.Script;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Provider, carrier and callers in one, on one event loop. May be used from any thread. */
public final class Simulator {
  private static final int SERVER_ERROR = 500;

  private final SimulatorOptions options;
  private final ScriptedCall.Stage stage;
  private final Ids ids;
  private final Map<String, WebhookKey> keys = new HashMap<>();

  private Simulator(SimulatorOptions options, ScriptedCall.Stage stage) {
    this.options = options;
    this.stage = stage;
    ids = new Ids(new Random(options.seed()));
  }

  /** @return the simulator, listening */
  public static Future<Simulator> start(Vertx vertx, SimulatorOptions options) {
    Context context = vertx.getOrCreateContext();
    Promise<Simulator> started = Promise.promise();
    context.runOnContext(now -> ProviderServer.listen(
            vertx, options.host(), options.port(), options.apiKey())
        .map(server -> new Simulator(options, stage(vertx, context, server, options)))
        .onComplete(started));
    return started.future();
  }

  /** What to give to a gateway as {@code OPENAI_BASE_URL}, e.g. {@code http://127.0.0.1:9100/v1}. */
  public String baseUrl() {
    return "http://" + options.host() + ":" + port() + "/v1";
  }

  /** The model that reads and writes text. */
  public Texts texts() {
    return stage.server().texts();
  }

  public int port() {
    return stage.server().port();
  }

  /**
   * Places one scripted call.
   *
   * @return the report, once the call is over and judged; a broken expectation is in it, not a failure
   */
  public Future<CallReport> place(Script script, URI webhook) {
    return place(script, webhook, CallListener.NONE);
  }

  /** @param live told as things happen, for printing */
  public Future<CallReport> place(Script script, URI webhook, CallListener live) {
    return place(script, () -> webhook, live);
  }

  /** @param webhook asked anew for each attempt to deliver, on the simulator's event loop, as a balancer is */
  public Future<CallReport> place(Script script, Supplier<URI> webhook, CallListener live) {
    Promise<CallReport> report = Promise.promise();
    stage.context().runOnContext(now -> {
      String secret = script.secret() == null ? options.webhookSecret() : script.secret();
      WebhookKey key = keys.computeIfAbsent(secret, WebhookKey::new);
      new ScriptedCall(stage, script, ids, live).play(webhook, key).onComplete(report);
    });
    return report.future();
  }

  /**
   * The provider as a SIP address that a carrier's calls can be sent to: each is announced by webhook, and goes as the script says.
   *
   * @param script its caller, number and headers are those of the call
   */
  public SipPeer sipPeer(Script script, URI webhook) {
    return (from, to, headers, line) -> {
      Invite invite = new Invite(from, SipPeer.user(to), null, headers);
      AtomicReference<@Nullable ScriptedCall> placed = new AtomicReference<>();
      stage.context().runOnContext(now -> {
        String secret = options.webhookSecret();
        WebhookKey key = keys.computeIfAbsent(secret, WebhookKey::new);
        ScriptedCall call =
            new ScriptedCall(stage, script.invitedBy(invite), ids, new SipLine(line));
        placed.set(call);
        var report = call.play(() -> webhook, key);
        report.onFailure(cause -> line.refused(SERVER_ERROR));
      });
      return () -> stage.context().runOnContext(now -> {
        ScriptedCall call = placed.get();
        if (call != null) {
          call.end("caller-hung-up");
        }
      });
    };
  }

  /** Tells a carrier what becomes of a call that it sent. */
  private record SipLine(SipPeer.Line line) implements CallListener {
    @Override
    public void accepted(JsonNode sessionConfig) {
      line.answered();
    }

    @Override
    public void rejected(int status) {
      line.refused(status);
    }

    @Override
    public void ended(String reason) {
      line.hungUp();
    }
  }

  /** How the model behaves in sessions that are dialled by model from now on: the other door, through which sound passes. */
  public Future<Void> model(ModelOptions behaviour) {
    return onLoop(() -> {
      stage.server().models().behave(behaviour);
      return null;
    });
  }

  /** All sessions that were dialled by model, as they stand. */
  public Future<List<ModelReport>> modelSessions() {
    return onLoop(() -> stage.server().models().seen());
  }

  /** As above, those only in which this brain speaks. */
  public Future<List<ModelReport>> modelSessions(Brain brain) {
    return onLoop(() -> stage.server().models().seen(brain));
  }

  /** Ends all sessions that were dialled by model, and answers so many dials after it with 503. */
  public Future<Void> dropModels(int closeCode, int refusals) {
    return onLoop(() -> {
      stage.server().models().refuse(refusals, 503);
      stage.server().models().drop(closeCode);
      return null;
    });
  }

  /** Answers so many dials by model with that status; sessions that are open stay. */
  public Future<Void> refuseModels(int status, int dials) {
    return onLoop(() -> {
      stage.server().models().refuse(dials, status);
      return null;
    });
  }

  private <T extends @Nullable Object> Future<T> onLoop(Supplier<T> question) {
    Promise<T> answer = Promise.promise();
    stage.context().runOnContext(now -> answer.complete(question.get()));
    return answer.future();
  }

  /** Lets all calls go on that wait for this cue, and never wait for it again. */
  public void cue(String name) {
    stage.context().runOnContext(now -> stage.cues().give(name));
  }

  /** Stops listening; sockets of live calls end, and their reports may never come. */
  public Future<Void> close() {
    return stage.sender().close().compose(closed -> stage.server().close());
  }

  private static ScriptedCall.Stage stage(
      Vertx vertx, Context context, ProviderServer server, SimulatorOptions options) {
    return new ScriptedCall.Stage(
        vertx,
        context,
        server,
        new WebhookSender(vertx),
        options.pace(),
        options.linger(),
        options.retryAfter(),
        new Cues());
  }
}
