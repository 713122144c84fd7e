package dev.frontdesk.launcher.serve;

import static dev.frontdesk.launcher.serve.ServeWorld.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who follows or steers a call at another node notices a pause when the node that drives it is lost or leaves, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakenOverIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String GOES_ON = """
      - pause: 14s
      - caller: Are you still there?
      - agent: Yes, I am here.
      - hang-up
      expect: { accepts: 1, greetings: 1, outcome: caller-hung-up }
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @SuppressWarnings("NullAway.Init")
  private ServeWorld world;

  @BeforeAll
  void aBusiness() {
    world = new ServeWorld(folder);
  }

  @AfterAll
  void gone() {
    world.close();
  }

  /** What a follower is told. */
  private record Event(String id, String name, JsonObject data) {}

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "STOP", "TERM"})
  void aNodeThatIsKilledFrozenOrDrainedCostsAFollowerAndACommandNothing(String signal)
      throws Exception {
    int one = ServeProcess.freePort();
    int two = ServeProcess.freePort();
    try (var stays = world.serve("stays-" + signal, "1s", ServeWorld.clustered(one, two));
        var leaves = world.serve("leaves-" + signal, "60s", ServeWorld.clustered(two, one))) {
      followedAndSteered(stays, leaves, () -> leaves.signal(signal));
    }
  }

  private void followedAndSteered(ServeProcess stays, ServeProcess leaves, Runnable leave)
      throws Exception {
    try (var feed = follow(stays, "")) {
      var report = world.greeted(leaves, GOES_ON);
      var heard = new ArrayList<Event>();
      until(feed, heard, "utterance");
      String call = heard.get(0).data().getString("call");
      String before = heard.get(heard.size() - 1).id();

      leave.run();
      JsonObject answer = whisper(stays, call);
      assertEquals("whispered", answer.getString("outcome"), answer::encode);

      until(feed, heard, "call.ended");
      assertEquals(List.of(), await(report).broken());
      assertEquals(written(call), names(heard));
      try (var again = follow(stays, before)) {
        var rest = new ArrayList<Event>();
        until(again, rest, "call.ended");
        assertEquals(
            heard.subList(heard.size() - rest.size(), heard.size()).stream()
                .map(Event::data)
                .toList(),
            rest.stream().map(Event::data).toList());
        assertEquals(before, heard.get(heard.size() - rest.size() - 1).id());
      }
      assertEquals(
          List.of("2"), world.ask("SELECT epoch FROM call_claim WHERE call_id = '" + call + "'"));
      assertEquals(
          List.of("1"),
          world.ask(
              "SELECT count(*) FROM call_fact WHERE data ->> 'code' = 'operator' AND call_id = '"
                  + call + "'"));
    }
  }

  private JsonObject whisper(ServeProcess node, String call) throws Exception {
    var request = to(node, "/calls/" + call + "/commands")
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString("{\"do\":\"whisper\",\"text\":\"They are a regular.\"}"))
        .build();
    return new JsonObject(CLIENT.send(request, BodyHandlers.ofString()).body());
  }

  private HttpRequest.Builder to(ServeProcess node, String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + node.admin() + "/v1/tenants/" + world.tenant + path))
        .timeout(Duration.ofSeconds(30))
        .header("authorization", "Bearer " + ServeWorld.BOOTSTRAP);
  }

  private BufferedReader follow(ServeProcess node, String since) throws Exception {
    var request = to(node, "/events");
    if (!since.isEmpty()) {
      request.header("last-event-id", since);
    }
    var response = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
    assertEquals(200, response.statusCode());
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static void until(BufferedReader feed, List<Event> heard, String name)
      throws IOException {
    String id = "";
    String event = "";
    for (String line = feed.readLine(); line != null; line = feed.readLine()) {
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        event = line.substring(7);
      } else if (line.startsWith("data: ")) {
        heard.add(new Event(id, event, new JsonObject(line.substring(6))));
        if (event.equals(name)) {
          return;
        }
      }
    }
    throw new AssertionError("the feed is over");
  }

  private static List<String> names(List<Event> heard) {
    return heard.stream().map(Event::name).toList();
  }

  /** What the journal has of a call, over both its owners, in its order. */
  private List<String> written(String call) {
    return world.ask("""
        SELECT kind FROM call_fact
        WHERE call_id = '%s' AND kind ~ '^(call|tool|transfer)\\.|^utterance$' ORDER BY epoch, seq
        """.formatted(call));
  }
}
