package dev.frontdesk.oracles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.openai.models.realtime.RealtimeClientEvent;
import dev.frontdesk.call.Side;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.provider.Conversations.Item;
import dev.frontdesk.provider.Conversations.Said;
import dev.frontdesk.provider.Conversations.Used;
import dev.frontdesk.provider.Leg;
import dev.frontdesk.provider.Legs;
import dev.frontdesk.provider.Outages;
import dev.frontdesk.provider.ServerAccess;
import dev.frontdesk.provider.Sidebands;
import dev.frontdesk.provider.realtime.BridgeClient;
import dev.frontdesk.provider.realtime.BridgedParts;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a new session of a bridged call is told of the lost one, as the official types read it. */
class RenewedSessionOracleIT {
  private static final long SECONDS = 10;

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void everythingItIsToldIsAnEventTheOfficialTypesKnow() throws Exception {
    var lookedUp = new ToolCall("call_1", "find_order", "{\"id\":\"7 \\\"ä\\\"\"}");
    var awaited = new ToolCall("call_2", "book", "{}");
    probe(
        List.of(
            new Said("item_1", Side.AGENT, "Good day."),
            new Said("item_2", Side.CALLER, "Where is my order?"),
            new Used(lookedUp, "{\"state\":\"baked\"}")),
        List.of(awaited));
    var events = new ArrayList<String>();
    while (events.size() < 6) {
      String event = told.poll(SECONDS, TimeUnit.SECONDS);
      assertEquals(List.of(), Official.faults(String.valueOf(event), RealtimeClientEvent.class));
      events.add(kind(new JsonObject(event)));
    }
    assertEquals(
        List.of(
            "session.update",
            "assistant message",
            "user message",
            "function_call call_1",
            "function_call_output call_1",
            "function_call call_2"),
        events);
  }

  private static String kind(JsonObject event) {
    JsonObject item = event.getJsonObject("item");
    if (item == null) {
      return event.getString("type");
    }
    return item.getString("type").equals("message")
        ? item.getString("role") + " message"
        : item.getString("type") + " " + item.getString("call_id");
  }

  private void probe(List<Item> before, List<ToolCall> asked) {
    int port = vertx
        .createHttpServer()
        .webSocketHandler(this::session)
        .listen(0, "127.0.0.1")
        .await()
        .actualPort();
    var endpoint = new Endpoint(
        new EndpointId(new UUID(0, 1)),
        null,
        null,
        "openai",
        "http://127.0.0.1:" + port + "/v1",
        Secret.of("sk-test"),
        List.of(),
        null);
    var opening = BridgedParts.of(VoiceSettings.DEFAULTS)
        .sessions()
        .prepare("You answer for a bakery.", VoiceSettings.DEFAULTS, List.of())
        .session("")
        .opening();
    var sidebands = new BridgeClient(
        vertx,
        new OneLeg(vertx.getOrCreateContext()),
        (carrier, tenant) -> List.of(endpoint),
        Outages.NONE,
        call -> Future.succeededFuture(before),
        ServerAccess.NONE,
        Duration.ofSeconds(1),
        () -> () -> true);
    sidebands
        .probe(new Sidebands.Target(
            new CallId(new UUID(0, 2)), endpoint, "CA1", opening, null, false, asked))
        .await();
  }

  private void session(ServerWebSocket socket) {
    socket.textMessageHandler(text -> {
      told.add(text);
      if (text.contains("\"session.update\"")) {
        socket.writeTextMessage(
            "{\"type\":\"session.updated\",\"session\":{\"type\":\"realtime\"}}");
      }
    });
  }

  /** A caller who says nothing. */
  private record OneLeg(Context context) implements Legs, Leg {
    @Override
    public Future<Optional<Leg>> of(String providerCall, Duration within) {
      return Future.succeededFuture(Optional.of(this));
    }

    @Override
    public boolean isOver(String providerCall) {
      return false;
    }

    @Override
    public void leaves(String providerCall) {}

    @Override
    public void mayLeave(String providerCall) {}

    @Override
    public void cut(String providerCall) {}

    @Override
    public void abandon(String providerCall) {}

    @Override
    public void listen(Listener listener) {}

    @Override
    public void play(byte[] frame, int from, int to) {}

    @Override
    public void mark(int generation, int item, long offset) {}

    @Override
    public void flush() {}

    @Override
    public void clear() {}

    @Override
    public boolean isWritable() {
      return true;
    }

    @Override
    public void note(Noted what) {}

    @Override
    public void close() {}
  }
}
