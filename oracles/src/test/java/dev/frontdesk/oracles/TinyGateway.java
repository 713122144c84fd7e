package dev.frontdesk.oracles;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ModelCommand;
import dev.frontdesk.call.ProviderState;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.ToolSpec;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.provider.ControlSocket;
import dev.frontdesk.provider.Folded;
import dev.frontdesk.provider.Provider;
import dev.frontdesk.provider.SessionWriter.Session;
import dev.frontdesk.provider.Sideband;
import dev.frontdesk.provider.Sidebands;
import dev.frontdesk.provider.Webhooks;
import dev.frontdesk.provider.realtime.RealtimeProvider;
import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Script;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Holds simulated calls with the real adapter and nothing else of the gateway, and keeps all that passes. Its habits: it greets,
 * answers every tool and goes on, notes pressed keys, apologises for errors, and hushes whatever bears the label {@code hushed}.
 */
final class TinyGateway implements AutoCloseable {
  static final String SECRET = SimulatorOptions.defaults().webhookSecret();

  private static final long SECONDS = 30;
  private static final Duration BUDGET = Duration.ofSeconds(5);
  private static final ToolSpec TOOL = new ToolSpec(
      "transfer_call", "Transfers the call.", Map.of("type", "object", "properties", Map.of()));

  final List<Delivered> deliveries = new CopyOnWriteArrayList<>();
  final List<String> sent = new CopyOnWriteArrayList<>();
  final List<String> heard = new CopyOnWriteArrayList<>();

  private final Vertx vertx = Vertx.vertx();
  private final Simulator world;
  private final Provider provider;
  private final Endpoint endpoint;
  private final HttpServer server;
  private final List<String> extra;

  /** @param extra frames sent after the opening that no gateway of ours sends; what the provider answers is worth reading */
  TinyGateway(VoiceSettings voice, List<String> extra) {
    this.extra = extra;
    world = await(Simulator.start(vertx, SimulatorOptions.defaults().withPace(0)));
    provider = RealtimeProvider.create(vertx, voice, null);
    endpoint = endpoint(world.baseUrl());
    server = await(vertx.createHttpServer().requestHandler(this::delivered).listen(0, "127.0.0.1"));
  }

  static Endpoint endpoint(String baseUrl) {
    return new Endpoint(
        new EndpointId(new UUID(0, 1)),
        null,
        null,
        RealtimeProvider.NAME,
        baseUrl,
        Secret.of("sk-test"),
        List.of(Secret.of(SECRET)),
        null);
  }

  CallReport place(String yaml) {
    String head = "name: test\nfrom: \"+421900000001\"\nto: \"+15550100001\"\nlimit: 10s\n";
    return place(Script.parse(head + yaml));
  }

  CallReport place(Script script) {
    var webhook = URI.create("http://127.0.0.1:" + server.actualPort() + "/openai/webhook");
    return await(world.place(script, webhook));
  }

  private void delivered(HttpServerRequest request) {
    request.body().onSuccess(body -> {
      deliveries.add(new Delivered(
          request.getHeader("webhook-id"),
          request.getHeader("webhook-timestamp"),
          request.getHeader("webhook-signature"),
          body));
      var signature =
          provider.webhooks().check(endpoint, request::getHeader, body.getBytes(), Instant.now());
      boolean genuine = signature == Webhooks.Signature.GENUINE;
      request.response().setStatusCode(genuine ? 200 : 401).end();
      if (genuine
          && provider.webhooks().read(endpoint, body.getBytes())
              instanceof Webhooks.Incoming call) {
        new Line(call.providerCall()).answer();
      }
    });
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not within " + SECONDS + " s", e);
    }
  }

  /** One call; everything in it happens on one event loop. */
  private final class Line {
    private final String call;
    private final Session session;
    private ProviderState state = provider.model().initial();
    private Future<Sideband> attached = Future.failedFuture("not attached");

    Line(String call) {
      this.call = call;
      session = provider
          .sessions()
          .prepare("You answer for a bakery.", VoiceSettings.DEFAULTS, List.of(TOOL))
          .session("The caller is unknown.");
    }

    void answer() {
      provider.control().accept(endpoint, call, session.accept(), BUDGET).onSuccess(answer -> {
        if (answer.done()) {
          attached = provider
              .sidebands()
              .attach(new Sidebands.Target(
                  new CallId(new UUID(0, 1)), endpoint, call, session.opening()));
          attached.onSuccess(this::attached);
        }
      });
    }

    private void attached(Sideband sideband) {
      if (sideband instanceof Sideband.Attached open) {
        ControlSocket socket = open.socket();
        socket.handle(frame -> heard(socket, frame.toString()), code -> {});
        session.opening().forEach(frame -> send(socket, frame));
        tell(socket, new ModelCommand.Greet("Good day, this is Bakery Novak.", "en"));
        extra.forEach(socket::send);
      }
    }

    private void heard(ControlSocket socket, String frame) {
      heard.add(frame);
      folded(socket, provider.model().frame(state, Buffer.buffer(frame), Instant.now()));
    }

    private void tell(ControlSocket socket, ModelCommand command) {
      folded(socket, provider.model().tell(state, command));
    }

    private void folded(ControlSocket socket, Folded folded) {
      state = folded.state();
      folded.frames().forEach(frame -> send(socket, frame));
      folded.events().forEach(event -> happened(socket, event));
    }

    private void send(ControlSocket socket, String frame) {
      sent.add(frame);
      socket.send(frame);
    }

    private void happened(ControlSocket socket, CallEvent event) {
      if (event instanceof CallEvent.ToolRequested asked) {
        tool(socket, asked.call());
      } else if (event instanceof CallEvent.Dtmf pressed) {
        tell(
            socket, new ModelCommand.Note("The caller pressed \"" + pressed.key() + "\"\n\u0001."));
      } else if (event instanceof CallEvent.ProviderFailed) {
        tell(socket, new ModelCommand.Say("sorry", "One \"moment\", please.\n"));
      } else if (event instanceof CallEvent.AgentAudioStarted started
          && "hushed".equals(started.label())) {
        tell(socket, new ModelCommand.Hush());
      }
    }

    private void tool(ControlSocket socket, ToolCall asked) {
      tell(
          socket, new ModelCommand.AnswerTool(asked.id(), "{\"ok\":true,\"said\":\"\\\"ja\\\"\"}"));
      if (asked.name().equals("say_hushed")) {
        tell(socket, new ModelCommand.Say("hushed", "This will not be heard to its end."));
      } else {
        tell(socket, new ModelCommand.Continue());
      }
      if (asked.name().equals("transfer_call")) {
        provider.control().refer(endpoint, call, "tel:+15550100010");
      } else if (asked.name().equals("end_call")) {
        provider.control().hangUp(endpoint, call);
      }
    }
  }
}
