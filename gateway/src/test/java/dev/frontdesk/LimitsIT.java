package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.TenantId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What callers meet when their tenant's agency has used up its limits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsIT {
  private static final AgencyId NORTH = AgencyId.of("00000000-0000-0000-0000-00000000000a");
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private final TestGateway desk = new TestGateway();

  @AfterAll
  void close() {
    desk.close();
  }

  private void sentence(String sentence) {
    desk.server.run(
        "UPDATE tenant SET exceeded_sentence = '" + sentence + "' WHERE id = '" + BAKERY + "'");
    TestGateway.eventually(
        () ->
            desk.directory.tenant(BAKERY).orElseThrow().limits().whenExceeded().sentence(),
        sentence::equals);
  }

  private void agency(int calls) {
    desk.server.run(
        "UPDATE agency SET concurrent_calls = " + calls + " WHERE id = '" + NORTH + "'");
    TestGateway.eventually(
        () -> desk.directory.agency(NORTH).orElseThrow().limits().concurrentCalls(),
        known -> known == calls);
  }

  @Test
  void aCallBeyondTheAgencysLiveCallsIsBusyOrToldSo() {
    agency(0);
    sentence("");
    assertEquals(List.of(), desk.place("""
        steps: [ wait-for-end ]
        expect: { outcome: rejected 486, accepts: 0 }
        """).broken());

    sentence("All lines are busy, please call later.");
    var told = desk.place("""
        steps: [ wait-for-end ]
        expect: { outcome: agent-hung-up, accepts: 1, agent-says: [ All lines are busy ] }
        """);
    assertEquals(List.of(), told.broken());
    assertEquals(
        List.of("announce refused"),
        desk.eventually(
            "SELECT decision || ' ' || outcome FROM call WHERE outcome IS NOT NULL AND provider_call_id = '"
                + told.callId() + "'",
            rows -> rows.size() == 1));

    agency(10);
    assertEquals(List.of(), desk.place("""
        steps: [ greeting, hang-up ]
        expect: { outcome: caller-hung-up, accepts: 1, greeted: true }
        """).broken());
  }
}
