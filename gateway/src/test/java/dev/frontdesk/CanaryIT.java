package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Canary;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.policy.ProfileChoice;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A share of the calls is answered with another version until one is published. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final int MOST_CALLS = 60;

  private TestGateway desk;

  @BeforeAll
  void open() {
    desk = new TestGateway();
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @Test
  void callsAreSplitByTheirIdsUntilAVersionIsPublished() {
    desk.server.run("""
        INSERT INTO profile_version (id, tenant_id, agency_id, version, state, prompt, greeting) VALUES
          ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 2,
           'archived', 'You are new here.', 'Good day, I am new here.');
        INSERT INTO profile_canary (tenant_id, agency_id, profile_id, percent) VALUES
          ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000c2', 50);
        """);
    TenantSettings tenant = TestGateway.eventually(this::bakery, known -> known.canary() != null);

    Set<String> greetings = new HashSet<>();
    for (int i = 0; greetings.size() < 2 && i < MOST_CALLS; i++) {
      greetings.add(answered(tenant));
    }

    assertEquals(2, greetings.size(), "both versions answer");
    desk.server.run("""
        UPDATE profile_version SET state = 'archived' WHERE state = 'published';
        UPDATE profile_version SET state = 'published' WHERE version = 2;
        """);
    assertEquals(List.of("0"), desk.server.ask("SELECT count(*) FROM profile_canary"));
    TenantSettings published =
        TestGateway.eventually(this::bakery, known -> known.canary() == null);
    assertEquals("Good day, I am new here.", answered(published));
  }

  /** Places a call; it is answered as its id says. */
  private String answered(TenantSettings tenant) {
    var report = desk.place("steps: [ greeting, hang-up ]");
    assertEquals(List.of(), report.broken());
    String call = desk.eventually(
            "SELECT id || ' ' || profile_id || ' ' || array_to_string(reasons, ',') FROM call WHERE ended_at IS NOT NULL AND provider_call_id = '"
                + report.callId() + "'",
            rows -> rows.size() == 1)
        .get(0);
    String[] columns = call.split(" ", 3);
    var profile = ProfileChoice.of(tenant, CallId.of(columns[0])).tenant().profile();
    assertTrue(profile != null && profile.id().toString().equals(columns[1]), call);
    Canary canary = tenant.canary();
    boolean tried = canary != null && canary.profile().equals(profile);
    assertEquals(tried, columns[2].contains("canary: version 2, 50 % of calls"), call);
    // That an AI answers is said after the first sentence.
    String first = profile.greeting().substring(0, profile.greeting().indexOf('.') + 1);
    assertTrue(report.agentWords().startsWith(first), report.agentWords());
    return profile.greeting();
  }

  private TenantSettings bakery() {
    return desk.directory.tenant(BAKERY).orElseThrow();
  }
}
