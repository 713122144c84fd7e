package dev.frontdesk.session;

import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.call.Call;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry of a cluster: call to owner and value, in a replicated map. Losing a write loses freshness, never the call. */
public final class SharedRegistry implements CallRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(SharedRegistry.class);
  private static final String MAP = "frontdesk.calls";

  private final AsyncMap<String, Buffer> calls;
  private final RecordCodec codec;
  private final NodeId node;

  private SharedRegistry(AsyncMap<String, Buffer> calls, RecordCodec codec, NodeId node) {
    this.calls = calls;
    this.codec = codec;
    this.node = node;
  }

  public static Future<CallRegistry> open(Vertx vertx, RecordCodec codec, NodeId node) {
    return vertx
        .sharedData()
        .<String, Buffer>getClusterWideMap(MAP)
        .map(calls -> new SharedRegistry(calls, codec, node));
  }

  @Override
  public void replicate(Call call, List<String> opening) {
    calls
        .put(call.id().toString(), Buffer.buffer(codec.bytes(new Held(node, call, opening))))
        .onFailure(cause -> complain(call.id(), cause));
  }

  @Override
  public void forget(CallId call) {
    calls.remove(call.toString()).onFailure(cause -> complain(call, cause));
  }

  @Override
  public Future<Optional<Held>> find(CallId call, Duration within) {
    return calls
        .get(call.toString())
        .timeout(within.toMillis(), TimeUnit.MILLISECONDS)
        .map(found -> Optional.ofNullable(found).map(this::held));
  }

  private Held held(Buffer bytes) {
    return codec.read(bytes.getBytes(), Held.class);
  }

  private static void complain(CallId call, Throwable cause) {
    LOG.atWarn().addKeyValue("call", call).log("registry not written: {}", cause.getMessage());
  }
}
