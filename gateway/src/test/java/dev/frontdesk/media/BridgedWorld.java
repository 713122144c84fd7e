package dev.frontdesk.media;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ModelCommand;
import dev.frontdesk.call.ProviderState;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.provider.ControlSocket;
import dev.frontdesk.provider.Conversations.Item;
import dev.frontdesk.provider.Folded;
import dev.frontdesk.provider.Outages;
import dev.frontdesk.provider.ServerAccess;
import dev.frontdesk.provider.Sideband;
import dev.frontdesk.provider.Sidebands;
import dev.frontdesk.provider.realtime.BridgeClient;
import dev.frontdesk.provider.realtime.BridgedParts;
import dev.frontdesk.session.Lease;
import dev.frontdesk.twilio.BoundStream;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The door, the bridge and the real fold between a carrier and a model that a test plays. */
final class BridgedWorld implements AutoCloseable {
  static final String TOKEN = "token-0000000000000001";
  static final Duration GRACE = Duration.ofSeconds(3);
  private static final Duration LEASE = Duration.ofSeconds(2);

  final Vertx vertx = Vertx.vertx();
  final ModelServer model;
  final MediaCount counts = new MediaCount();
  final Streams streams = new Streams(vertx);
  final Map<String, BoundStream> tokens = new ConcurrentHashMap<>();
  final List<Item> before = new CopyOnWriteArrayList<>();
  final List<ToolCall> asked = new CopyOnWriteArrayList<>();

  /** Until then what was said before is being read. */
  volatile Future<Void> recalling = Future.succeededFuture();

  /** How often what was said before was asked for. */
  final AtomicInteger recalled = new AtomicInteger();

  private final AtomicLong nanos = new AtomicLong();
  private final Lease lease = new Lease(nanos::get, LEASE);
  final WebSocketClient client;
  volatile String modelUrl;
  private final HttpServer server;
  private final Sidebands sidebands;
  private final BridgedParts provider = BridgedParts.of(VoiceSettings.DEFAULTS);

  BridgedWorld() {
    this(null);
  }

  /** @param outside whose event loops the carrier and the model get; null: ours */
  BridgedWorld(@Nullable Vertx outside) {
    this(outside, Duration.ofSeconds(10));
  }

  /** @param startsWithin how long a stream may take to its {@code start} */
  BridgedWorld(@Nullable Vertx outside, Duration startsWithin) {
    Vertx theirs = outside == null ? vertx : outside;
    model = new ModelServer(theirs);
    modelUrl = model.baseUrl();
    client = theirs.createWebSocketClient();
    var router = Router.router(vertx);
    var door = new MediaDoor(
        (token, now) -> Future.succeededFuture(Optional.ofNullable(tokens.remove(token))),
        (bound, path, signature) -> signature.equals("genuine"),
        streams,
        counts,
        InstantSource.system(),
        startsWithin);
    server = vertx
        .createHttpServer(new HttpServerOptions()
            .setPerMessageWebSocketCompressionSupported(false)
            .setWebSocketClosingTimeout(2))
        .requestHandler(door.before(vertx, router))
        .listen(0, "127.0.0.1")
        .await();
    sidebands = new BridgeClient(
        vertx,
        streams,
        (any, tenant) -> List.of(endpoint()),
        Outages.NONE,
        call -> {
          recalled.incrementAndGet();
          return recalling.map(done -> before);
        },
        ServerAccess.NONE,
        GRACE,
        lease::asOfNow);
    mint(TOKEN);
  }

  /** As in a node that was frozen: its lease runs out, and it gets a new one before anything else happens. */
  void freezeAndThaw() {
    lease.renew(nanos.addAndGet(2 * LEASE.toNanos()));
  }

  void mint(String token) {
    tokens.put(
        token,
        new BoundStream(
            new EndpointId(new UUID(0, 1)),
            CarrierStream.ACCOUNT,
            CarrierStream.CALL,
            new TenantId(new UUID(0, 2)),
            new CallId(new UUID(0, 3)),
            1));
  }

  CarrierStream dial() {
    return dial(TOKEN, null);
  }

  CarrierStream dial(String token, @Nullable String signature) {
    return dial(token, signature, client);
  }

  CarrierStream dial(String token, @Nullable String signature, WebSocketClient through) {
    return CarrierStream.dial(through, server.actualPort(), token, signature);
  }

  private Endpoint endpoint() {
    return new Endpoint(
        new EndpointId(new UUID(0, 4)),
        null,
        null,
        "openai",
        modelUrl,
        Secret.of("sk-test"),
        List.of(),
        null);
  }

  /** Attached as a session attaches. */
  Driver attach() {
    return new Driver(false);
  }

  /** By a session on an event loop of its own, as in a node; the carrier's streams have another. */
  Driver attachApart() {
    Promise<Driver> made = Promise.promise();
    Deployable session = verticleContext -> {
      made.complete(new Driver(false));
      return Future.succeededFuture();
    };
    vertx.deployVerticle(session).await();
    return made.future().await();
  }

  Driver probe() {
    return new Driver(true);
  }

  static void until(BooleanSupplier happened) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.getInteger("until", 20));
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within 20 s");
      }
      LockSupport.parkNanos(
          5_000_000); // who asks without a pause takes the time of whom it waits for
    }
  }

  @Override
  public void close() {
    try {
      vertx.close().await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("a socket keeps the node from stopping", e);
    }
  }

  /** What a session does with its sideband, on a context of its own. */
  final class Driver {
    final List<CallEvent> events = new CopyOnWriteArrayList<>();
    final List<String> frames = new CopyOnWriteArrayList<>();
    volatile @Nullable Sideband dialled;
    final Set<Thread> toldOn = ConcurrentHashMap.newKeySet();
    final Set<Thread> own = ConcurrentHashMap.newKeySet();
    volatile int endedWith = -1;
    private ProviderState state = provider.model().initial();
    private final io.vertx.core.Context context = vertx.getOrCreateContext();

    Driver(boolean again) {
      context.runOnContext(go -> {
        own.add(Thread.currentThread());
        var opening = provider
            .sessions()
            .prepare("You answer for a bakery.", VoiceSettings.DEFAULTS, List.of())
            .session("")
            .opening();
        var target = new Sidebands.Target(
            new CallId(new UUID(0, 3)),
            endpoint(),
            CarrierStream.CALL,
            opening,
            null,
            false,
            asked);
        (again ? sidebands.probe(target) : sidebands.attach(target)).onSuccess(end -> {
          toldOn.add(Thread.currentThread());
          dialled = end;
          if (end instanceof Sideband.Attached attached) {
            attached.socket().handle(this::frame, code -> endedWith = code);
            opening.forEach(attached.socket()::send);
          }
        });
      });
    }

    Driver attached() {
      until(() -> dialled instanceof Sideband.Attached);
      return this;
    }

    ControlSocket socket() {
      if (dialled instanceof Sideband.Attached open) {
        return open.socket();
      }
      throw new AssertionError("not attached: " + dialled);
    }

    void tell(ModelCommand command) {
      context.runOnContext(go -> folded(provider.model().tell(state, command)));
    }

    void send(String frame) {
      context.runOnContext(go -> socket().send(frame));
    }

    private void frame(Buffer frame) {
      toldOn.add(Thread.currentThread());
      frames.add(frame.toString());
      folded(provider.model().frame(state, frame, Instant.now()));
    }

    private void folded(Folded folded) {
      state = folded.state();
      folded.frames().forEach(frame -> socket().send(frame));
      events.addAll(folded.events());
    }

    <T> List<T> events(Class<T> type) {
      return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }
}
