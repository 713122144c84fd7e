package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who asks for calls without naming whose sees their own, and of those that are live only the live ones. */
class CallListsIT {
  private static final TestServer SERVER = new TestServer();

  private final TestApi api = new TestApi(SERVER);
  private final House bakery = House.create(SERVER);
  private final House butcher = bakery.sibling();
  private final House foreign = House.create(SERVER);

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void anAgencySeesTheCallsOfAllItsTenantsAndATenantItsOwn() {
    assertEquals(
        Set.of(bakery.mark, butcher.mark), seen("/v1/calls?state=live", bakery.key(Role.AGENCY)));
    assertEquals(Set.of(butcher.mark), seen("/v1/calls", butcher.key(Role.CONTROL)));
    assertEquals(
        Set.of(bakery.mark, butcher.mark),
        seen("/v1/agencies/" + bakery.agency + "/calls", foreign.key(Role.PLATFORM)));
  }

  @Test
  void aCallThatHasEndedIsNotLive() {
    SERVER.run(
        "UPDATE call SET ended_at = now() WHERE id = '%s'".formatted(bakery.ids.get("call")));
    String agency = bakery.key(Role.AGENCY);
    assertEquals(Set.of(butcher.mark), seen("/v1/calls?state=live", agency));
    assertEquals(Set.of(bakery.mark), seen("/v1/calls?state=ended", agency));
    assertEquals(Set.of(), seen("/v1/calls?state=live", bakery.key(Role.VIEWER)));
  }

  private Set<String> seen(String path, String key) {
    return api.get(path, key).json().getJsonArray("items").stream()
        .map(call -> ((JsonObject) call).getString("providerCallId"))
        .collect(Collectors.toSet());
  }
}
