package dev.frontdesk.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.report.CallReport;
import io.vertx.core.Future;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gateway sends is checked and answered as the provider would. */
class ProtocolIT {
  private static final String SHORT = "steps: [ greeting, hang-up ]";

  private World world;
  private ToyGateway gateway;

  @BeforeEach
  void openTheWorld() throws Exception {
    world = new World();
    gateway = world.gateway;
  }

  @AfterEach
  void closeTheWorld() throws Exception {
    world.close();
  }

  @Test
  void anUpdateIsAnsweredWithTheWholeSession() throws Exception {
    gateway.alsoSends = List.of(event("session.update")
        .put("session", new JsonObject().put("type", "realtime").put("instructions", "Be brief.")));
    CallReport report =
        world.place(SHORT + "\nexpect: { instructions-contain: Be brief., language: en }");
    assertEquals(List.of(), report.broken());
    assertEquals(
        "gpt-realtime-2.1",
        gateway.first("session.updated").getJsonObject("session").getString("model"));
  }

  @Test
  void anUpdateWithoutATypeIsAnErrorAndAViolation() throws Exception {
    gateway.alsoSends =
        List.of(event("session.update").put("session", new JsonObject()).put("event_id", "mine"));
    CallReport report = world.place(SHORT);
    assertEquals("mine", error().getString("event_id"));
    assertEquals(
        List.of("violation: session.update without session.type 'realtime'"), report.broken());
  }

  @Test
  void violationsCanBeAllowed() throws Exception {
    gateway.alsoSends = List.of(event("response.sing"));
    CallReport report = world.place("violations: allowed\n" + SHORT);
    assertEquals(List.of("sent an unknown client event 'response.sing'"), report.violations());
    assertEquals(List.of(), report.broken());
  }

  @Test
  void aSecondResponseWhileOneIsActiveIsRefused() throws Exception {
    gateway.alsoSends = List.of(event("response.create"));
    CallReport report = world.place(SHORT);
    assertEquals("conversation_already_has_active_response", error().getString("code"));
    assertEquals(1, report.counts().greetings());
  }

  @Test
  void cancellingNothingIsAnError() throws Exception {
    gateway.greets = false;
    gateway.alsoSends = List.of(event("response.cancel"), event("response.create"));
    world.place(SHORT);
    assertEquals("response_cancel_not_active", error().getString("code"));
  }

  @Test
  void aResponseCanBeCancelledAndItsSoundCleared() throws Exception {
    gateway.alsoSends = List.of(event("response.cancel"), event("output_audio_buffer.clear"));
    world.place(SHORT);
    JsonObject response = gateway.first("response.done").getJsonObject("response");
    assertEquals("client_cancelled", response.getJsonObject("status_details").getString("reason"));
    assertEquals(1, gateway.count("output_audio_buffer.cleared"));
    assertEquals(0, gateway.count("output_audio_buffer.stopped"));
  }

  @Test
  void theOutputOfAToolNobodyAskedForIsAnError() throws Exception {
    gateway.alsoSends = List.of(event("conversation.item.create")
        .put(
            "item",
            new JsonObject()
                .put("type", "function_call_output")
                .put("call_id", "call_x")
                .put("output", "{}")));
    CallReport report = world.place(SHORT);
    assertEquals("invalid_tool_call_id", error().getString("code"));
    assertEquals(List.of("violation: answered a tool call nobody made"), report.broken());
  }

  @Test
  void anItemCanBeTheFirst() throws Exception {
    JsonArray content =
        new JsonArray().add(new JsonObject().put("type", "input_text").put("text", "note"));
    JsonObject item =
        new JsonObject().put("type", "message").put("role", "system").put("content", content);
    gateway.greets = false;
    gateway.alsoSends =
        List.of(event("conversation.item.create").put("item", item), event("response.create"));
    assertEquals(List.of(), world.place(SHORT).broken());
  }

  @Test
  void aSystemNoteTellsWhatTheLastItemWasAndCanBeRetrievedAndDeleted() throws Exception {
    JsonArray content =
        new JsonArray().add(new JsonObject().put("type", "input_text").put("text", "probe"));
    JsonObject item = new JsonObject()
        .put("id", "note")
        .put("type", "message")
        .put("role", "system")
        .put("content", content);
    gateway.alsoSends = List.of(
        event("conversation.item.create").put("item", item),
        event("conversation.item.retrieve").put("item_id", "note"),
        event("conversation.item.delete").put("item_id", "note"));
    CallReport report = world.place(SHORT);
    List<JsonObject> added = gateway.received.stream()
        .filter(event -> event.getString("type").equals("conversation.item.added"))
        .toList();
    assertEquals(
        added.get(0).getJsonObject("item").getString("id"),
        added.get(1).getString("previous_item_id"));
    JsonObject retrieved = gateway.first("conversation.item.retrieved").getJsonObject("item");
    assertEquals("probe", retrieved.getJsonArray("content").getJsonObject(0).getString("text"));
    assertEquals(
        added.get(1).getString("previous_item_id"),
        gateway.first("conversation.item.retrieved").getString("previous_item_id"));
    assertEquals("note", gateway.first("conversation.item.deleted").getString("item_id"));
    assertEquals(List.of(), report.violations());
  }

  @Test
  void aResponseOutsideTheConversationIsWrittenNotSpoken() throws Exception {
    gateway.alsoSends = List.of(event("response.create")
        .put(
            "response",
            new JsonObject()
                .put("conversation", "none")
                .put("metadata", new JsonObject().put("purpose", "summary"))));
    world.place(SHORT);
    assertEquals(1, gateway.count("response.output_text.done"));
    assertEquals(1, gateway.count("output_audio_buffer.started"));
  }

  @Test
  void aBetaFieldInAnAcceptIsAViolation() throws Exception {
    gateway.session.put("voice", "marin");
    CallReport report = world.place(SHORT);
    assertEquals(List.of("violation: accept: unknown field 'voice'"), report.broken());
  }

  @Test
  void anAcceptWithoutAModelIsRefused() throws Exception {
    gateway.session.remove("model");
    world.place("ring: 500ms\n" + SHORT);
    assertEquals(400, gateway.acceptStatuses.get(0));
  }

  @Test
  void anotherKeyIsNotLetIn() throws Exception {
    gateway.key = "sk-other";
    assertEquals(401, refused(gateway.dial("rtc_u0_x")));
  }

  @Test
  void aCallThatIsOverOrUnknownIsNotFound() throws Exception {
    assertEquals(404, refused(gateway.dial("rtc_u0_x")));
    assertEquals(404, World.await(gateway.post("rtc_u0_x", "hangup", new JsonObject())));
  }

  @Test
  void theBetaHeaderClosesTheSocket() throws Exception {
    gateway.beta = true;
    CallReport report = world.place("limit: 1s\nsteps: [ greeting ]");
    assertTrue(gateway.closes.contains("4000"));
    assertTrue(report.violations().contains("dialled with the OpenAI-Beta header"));
  }

  private static int refused(Future<WebSocket> dial) {
    return Assertions.assertThrows(UpgradeRejectedException.class, () -> World.await(dial))
        .getStatus();
  }

  private JsonObject error() {
    return gateway.first("error").getJsonObject("error");
  }

  private static JsonObject event(String type) {
    return new JsonObject().put("type", type);
  }
}
