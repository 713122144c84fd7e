package dev.frontdesk.launcher.bench;

import dev.frontdesk.call.ModelCommand;
import dev.frontdesk.call.ProviderState;
import dev.frontdesk.media.MediaCount;
import dev.frontdesk.media.MediaDoor;
import dev.frontdesk.media.Streams;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.provider.ControlSocket;
import dev.frontdesk.provider.Conversations;
import dev.frontdesk.provider.Folded;
import dev.frontdesk.provider.Outages;
import dev.frontdesk.provider.ServerAccess;
import dev.frontdesk.provider.Sideband;
import dev.frontdesk.provider.Sidebands;
import dev.frontdesk.provider.realtime.BridgeClient;
import dev.frontdesk.provider.realtime.BridgedParts;
import dev.frontdesk.simulator.load.media.MediaLoadOptions;
import dev.frontdesk.twilio.BoundStream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The bridge without a desk: each stream gets a session, which is greeted and folded, and nobody decides anything. */
final class BareBridge {
  private static final EndpointId ENDPOINT = new EndpointId(new UUID(0, 1));
  private static final TenantId TENANT = new TenantId(new UUID(0, 2));
  private static final CallId CALL = new CallId(new UUID(0, 3));
  private static final int CALL_SID = 34; // characters
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final Endpoint provider;
  private final int streams;
  private final BridgedParts parts = BridgedParts.of(VoiceSettings.DEFAULTS);
  private final AtomicInteger next = new AtomicInteger();
  private @Nullable Sidebands sidebands;

  private BareBridge(Vertx vertx, Endpoint provider, int streams) {
    this.vertx = vertx;
    this.provider = provider;
    this.streams = streams;
  }

  /** Runs until the process ends. Blocks until it listens. */
  static void open(int port, URI provider, int streams) {
    var vertx =
        Vertx.builder().with(new VertxOptions().setPreferNativeTransport(true)).build();
    var endpoint = new Endpoint(
        ENDPOINT,
        null,
        null,
        "openai",
        provider.toString(),
        Secret.of("sk-bench"),
        List.of(),
        null);
    new BareBridge(vertx, endpoint, streams).listen(port);
  }

  private void listen(int port) {
    var arriving = new Streams(vertx);
    sidebands = new BridgeClient(
        vertx,
        arriving,
        (any, tenant) -> List.of(provider),
        Outages.NONE,
        Conversations.UNKNOWN,
        ServerAccess.NONE,
        GRACE,
        () -> () -> true);
    var door = new MediaDoor(
        (token, now) -> Future.succeededFuture(Optional.of(bound(token))),
        (bound, path, signature) -> true,
        arriving,
        new MediaCount(),
        InstantSource.system());
    vertx
        .createHttpServer(new HttpServerOptions().setPerMessageWebSocketCompressionSupported(false))
        .requestHandler(door.before(vertx, other -> other.response().end()))
        .listen(port, "127.0.0.1")
        .await();
  }

  private BoundStream bound(String token) {
    boolean named = token.length() >= CALL_SID && token.contains("CA");
    String call = named
        ? token.substring(token.length() - CALL_SID)
        : "CA%032d".formatted(next.getAndIncrement() % streams);
    vertx.getOrCreateContext().runOnContext(go -> new Talk(call).begin());
    return new BoundStream(ENDPOINT, MediaLoadOptions.ACCOUNT, call, TENANT, CALL, 1);
  }

  /** One stream's session. */
  private final class Talk {
    private final String call;
    private ProviderState state = parts.model().initial();
    private @Nullable ControlSocket socket;

    Talk(String call) {
      this.call = call;
    }

    void begin() {
      List<String> opening = parts
          .sessions()
          .prepare("You are the receptionist of ACME.", VoiceSettings.DEFAULTS, List.of())
          .session("")
          .opening();
      if (sidebands != null) {
        sidebands
            .attach(new Sidebands.Target(CALL, provider, call, opening))
            .onSuccess(this::attached);
      }
    }

    private void attached(Sideband end) {
      if (end instanceof Sideband.Attached open) {
        socket = open.socket();
        socket.handle(this::heard, ended -> {});
        fold(parts.model().tell(state, new ModelCommand.Greet("Good day.", "en")));
      }
    }

    private void heard(Buffer frame) {
      fold(parts.model().frame(state, frame, Instant.now()));
    }

    private void fold(Folded folded) {
      state = folded.state();
      if (socket != null) {
        folded.frames().forEach(socket::send);
      }
    }
  }
}
