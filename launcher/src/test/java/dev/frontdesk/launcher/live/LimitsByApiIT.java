package dev.frontdesk.launcher.live;

import static dev.frontdesk.launcher.live.LiveWorld.await;
import static dev.frontdesk.launcher.live.LiveWorld.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.model.AgencySettings;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.WhenExceeded;
import dev.frontdesk.simulator.report.CallListener;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A limit that is set at one node refuses the next call at another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsByApiIT {
  private static final String TENANT = """
      {"key":"bakery","name":"bakery","region":"SK","zone":"UTC",
       "limits":{"concurrentCalls":10,"longestCallSeconds":600,"longestSilenceSeconds":30%s}}""";

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

  @Test
  void anAgencysLimitRefusesTheNextCallAsTheTenantSays() {
    String limits = "/v1/agencies/" + world.bakery.agency() + "/limits";
    put(limits, "{\"concurrentCalls\":0}");
    settled(agency -> agency.limits().concurrentCalls() == 0);
    expect("rejected 486");

    put(world.bakery.path(), TENANT.formatted(",\"exceededCode\":480"));
    eventually(this::whenExceeded, new WhenExceeded(480, "")::equals);
    expect("rejected 480");

    put(world.bakery.path(), TENANT.formatted(",\"exceededSentence\":\"All lines are busy.\""));
    eventually(this::whenExceeded, new WhenExceeded(null, "All lines are busy.")::equals);
    expect("agent-hung-up, agent-says: [ All lines are busy ]");

    put(limits, "{\"concurrentCalls\":5,\"monthlyBudgetMicros\":0}");
    settled(agency -> Optional.of(0L).equals(Optional.ofNullable(budget(agency))));
    put(world.bakery.path(), TENANT.formatted(""));
    eventually(this::whenExceeded, WhenExceeded.DEFAULTS::equals);
    expect("rejected 503");

    put(limits, "{\"concurrentCalls\":5}");
    settled(agency -> budget(agency) == null);
    place("steps: [ greeting, hang-up ]\nexpect: { outcome: caller-hung-up, accepts: 1 }\n");
  }

  private static @org.jspecify.annotations.Nullable Long budget(AgencySettings agency) {
    return agency.limits().monthlyBudgetMicros();
  }

  private void put(String path, String body) {
    var reply = world.desk.send("PUT", path, LiveNode.BOOTSTRAP, body);
    assertEquals(200, reply.status(), reply.body());
  }

  private void settled(java.util.function.Predicate<AgencySettings> wanted) {
    eventually(() -> world.front.directory().agency(world.bakery.agency()).orElseThrow(), wanted);
  }

  private WhenExceeded whenExceeded() {
    TenantSettings tenant =
        world.front.directory().tenant(world.bakery.tenant()).orElseThrow();
    return tenant.limits().whenExceeded();
  }

  private void expect(String outcome) {
    place("steps: [ wait-for-end ]\nexpect: { outcome: " + outcome + " }\n");
  }

  private void place(String script) {
    var report = await(world.placing(world.bakery, script, new CallListener() {}));
    assertEquals(List.of(), report.broken());
  }
}
