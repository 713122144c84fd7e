package dev.frontdesk.launcher.live;

import static dev.frontdesk.launcher.live.LiveWorld.await;
import static dev.frontdesk.launcher.live.LiveWorld.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.live.LiveWorld.Business;
import dev.frontdesk.simulator.report.CallListener;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Calls of one node are followed at another, from the first ring to the end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveFeedIT {
  private static final String TRANSFERRED = """
      steps:
      - greeting
      - caller: Sales, please.
      - tool: transfer_call
        with: { destination: sales }
      - refer: accepted-and-moved
      - wait-for-end
      expect: { outcome: transferred }
      """;

  @SuppressWarnings("NullAway.Init")
  private LiveWorld world;

  @BeforeAll
  void open() {
    world = new LiveWorld(0);
  }

  @AfterAll
  void close() {
    world.close();
  }

  /** What a follower is told. */
  private record Event(String id, String name, JsonObject data) {}

  @Test
  void aCallIsFollowedFromOpenedToEndedAndComingBackMissesAndRepeatsNothing() throws Exception {
    var heard = new ArrayList<Event>();
    try (var feed = follow(world.bakery.path(), "")) {
      play(world.foreign, "steps: [ greeting, hang-up ]\n");
      play(world.bakery, TRANSFERRED);
      while (count(heard, "utterance") < 2) {
        heard.add(next(feed));
      }
    }
    play(world.sibling, "steps: [ greeting, hang-up ]\n");
    play(world.bakery, "steps: [ greeting, caller: Thank you., hang-up ]\n");
    try (var feed = follow(world.bakery.path(), heard.get(heard.size() - 1).id())) {
      while (count(heard, "call.ended") < 2) {
        heard.add(next(feed));
      }
    }
    List<String> calls =
        heard.stream().map(event -> text(event, "call")).distinct().toList();
    assertEquals(2, calls.size());
    for (String call : calls) {
      assertEquals(
          written(call),
          heard.stream()
              .filter(event -> text(event, "call").equals(call))
              .map(Event::name)
              .toList());
    }
    assertTrue(heard.stream()
        .allMatch(event -> text(event, "tenant").equals(world.bakery.tenant().toString())));
    assertTrue(
        heard.stream()
            .map(Event::name)
            .toList()
            .containsAll(List.of(
                "call.opened",
                "call.answered",
                "utterance",
                "tool.asked",
                "tool.answered",
                "transfer.attempted",
                "transfer.reported",
                "call.ended")),
        heard::toString);
    assertTrue(
        heard.stream()
            .anyMatch(event ->
                "Sales, please.".equals(event.data().getJsonObject("data").getString("text"))),
        heard::toString);
  }

  @Test
  void anAgencyFollowsItsTenantsAndNobodyElses() throws Exception {
    var heard = new ArrayList<Event>();
    try (var feed = follow("/v1/agencies/" + world.bakery.agency(), "")) {
      play(world.foreign, "steps: [ greeting, hang-up ]\n");
      play(world.bakery, "steps: [ greeting, hang-up ]\n");
      play(world.sibling, "steps: [ greeting, hang-up ]\n");
      while (count(heard, "call.ended") < 2) {
        heard.add(next(feed));
      }
    }
    assertEquals(
        List.of(world.bakery.tenant().toString(), world.sibling.tenant().toString()),
        heard.stream()
            .filter(event -> event.name().equals("call.ended"))
            .map(event -> text(event, "tenant"))
            .toList());
    assertTrue(heard.stream()
        .noneMatch(event -> text(event, "tenant").equals(world.foreign.tenant().toString())));
  }

  private void play(Business business, String yaml) {
    var report = await(world.placing(business, yaml, CallListener.NONE));
    assertEquals(List.of(), report.broken());
    eventually(
        () -> world.ask("SELECT 1 FROM call WHERE ended_at IS NOT NULL AND provider_call_id = '"
            + report.callId() + "'"),
        rows -> rows.size() == 1);
  }

  /** What the journal has of a call, in its order. */
  private List<String> written(String call) {
    return world.ask("""
        SELECT kind FROM call_fact
        WHERE call_id = '%s' AND kind ~ '^(call|tool|transfer)\\.|^utterance$' ORDER BY epoch, seq
        """.formatted(call));
  }

  private BufferedReader follow(String owner, String since) throws Exception {
    var request = HttpRequest.newBuilder(world.desk.uri(owner + "/events"))
        .header("authorization", "Bearer " + LiveNode.BOOTSTRAP);
    if (!since.isEmpty()) {
      request.header("last-event-id", since);
    }
    var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
    assertEquals(200, response.statusCode());
    var reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    assertEquals(": following", reader.readLine());
    return reader;
  }

  private static Event next(BufferedReader feed) throws IOException {
    String id = "";
    String name = "";
    for (String line = feed.readLine(); line != null; line = feed.readLine()) {
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        return new Event(id, name, new JsonObject(line.substring(6)));
      }
    }
    throw new AssertionError("the feed is over");
  }

  private static long count(List<Event> heard, String name) {
    return heard.stream().filter(event -> event.name().equals(name)).count();
  }

  private static String text(Event event, String field) {
    return String.valueOf(event.data().getString(field));
  }
}
