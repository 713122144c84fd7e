package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sideband drops while caller and model talk on: what was said is read back, or the timeline says that something is missing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookingBackIT {
  private static final String SCRIPT = """
      limit: 60s
      misbehave: [ talks-while-detached, sideband-503: 900ms%s ]
      steps:
      - greeting
      - drop-socket
      - caller: One.
      - agent: Two.
      - dtmf: "1"
      - pause: %s
      - caller: Three.
      - agent: Four.
      - hang-up
      expect: { attaches: 2, greetings: 1 }
      """;
  private TestGateway desk;

  @BeforeAll
  void open() {
    desk = new TestGateway(settings -> settings, null, 0.2);
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @Test
  void whatWasSaidMeanwhileStandsInItsPlace() {
    String call = played("", "5s");
    assertEquals(List.of("One.", "Two.", "Three.", "Four."), words(call));
    assertEquals(List.of(), gaps(call));
  }

  @Test
  void aToolAskedForMeanwhileRunsOnceAndIsAnsweredOnce() {
    var report = desk.place("""
        limit: 60s
        misbehave: [ talks-while-detached, sideband-503: 900ms ]
        steps:
        - greeting
        - drop-socket
        - caller: A message, please.
        - tool: take_message
          with: { caller_name: Jana, message: Call me., confirmed: true }
        - agent: Noted.
        - hang-up
        expect: { attaches: 2, tool-output: { take_message: taken } }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(1, report.toolCalls().size());
    String call = ended(report.callId());
    assertEquals(List.of("A message, please.", "Noted."), words(call));
    assertEquals(List.of(), gaps(call));
    assertEquals(
        List.of("1"),
        desk.server.ask("SELECT count(*) FROM message WHERE call_id = '" + call + "'"));
  }

  @Test
  void aTransferAskedForMeanwhileIsMade() {
    var report = desk.place("""
        limit: 60s
        misbehave: [ talks-while-detached, sideband-503: 900ms ]
        steps:
        - greeting
        - drop-socket
        - caller: Sales, please.
        - tool: transfer_call
          with: { destination: sales }
        - refer: accepted-and-moved
        - wait-for-end
        expect: { attaches: 2, outcome: transferred, refer-to: "tel:+15550100010" }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(List.of(), gaps(ended(report.callId())));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "', retrieve: not-found', 5s, 'Three.,Four.'",
    "', retrieve: item-only', 5s, 'Two.,Three.,Four.'",
    "', retrieve: silent', 30s, 'Three.,Four.'",
    "', no-previous-item', 5s, 'Three.,Four.'",
    "', transcript: failed', 30s, 'Two.,,Four.'"
  })
  void whatTheProviderDoesNotTellIsAGapBetweenTwoMoments(
      String misbehaviour, String pause, String words) {
    String call = played(misbehaviour, pause);
    assertEquals(List.of(words.split(",")), words(call));
    var gaps = gaps(call);
    assertEquals(1, gaps.size(), gaps.toString());
    assertEquals(2, gaps.get(0).split("/").length, gaps.get(0));
  }

  private String played(String misbehaviour, String pause) {
    var report = desk.place(SCRIPT.formatted(misbehaviour, pause));
    assertEquals(List.of(), report.broken());
    return ended(report.callId());
  }

  private String ended(String providerCall) {
    return desk.eventually(
            "SELECT id FROM call WHERE ended_at IS NOT NULL AND provider_call_id = '" + providerCall
                + "'",
            rows -> rows.size() == 1)
        .get(0);
  }

  /** Of the whole call after the greeting. */
  private List<String> words(String call) {
    var words =
        desk.server.ask("SELECT body FROM utterance WHERE call_id = '" + call + "' ORDER BY place");
    return words.subList(1, words.size());
  }

  private List<String> gaps(String call) {
    return desk.server.ask("SELECT data ->> 'detail' FROM call_fact WHERE call_id = '" + call
        + "' AND kind = 'note' AND data ->> 'code' = 'gap'");
  }
}
