package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.frontdesk.admin.api.TestApi.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the calls of some days come to, figure by figure; the days are those on which clocks change. */
class AnalyticsIT {
  private static final TestServer SERVER = new TestServer();
  private static final TestApi API = new TestApi(SERVER);
  private static final String AUTUMN = "/analytics?from=2025-10-25&to=2025-10-26";

  private final House house = House.create(SERVER);
  private final String tenant = "/v1/tenants/" + house.tenant;
  private final String agency = "/v1/agencies/" + house.agency;

  @AfterAll
  static void close() {
    API.close();
  }

  AnalyticsIT() {
    zone(house, "Europe/Bratislava");
  }

  private static void zone(House house, String zone) {
    SERVER.run("UPDATE tenant SET zone = '%s', locale = 'en-GB' WHERE id = '%s'"
        .formatted(zone, house.tenant));
  }

  /** @param seconds how long it lasted; negative: it was not answered */
  private static UUID call(House house, String receivedAt, int seconds, String outcome) {
    UUID id = UUID.randomUUID();
    SERVER.run("""
        INSERT INTO call (id, tenant_id, agency_id, endpoint_id, provider_call_id, decision, received_at, answered_at, ended_at, outcome,
          cost_micros)
        SELECT '%1$s', '%2$s', '%3$s', '%4$s', '%1$s', 'answer', t, CASE WHEN %6$d >= 0 THEN t END,
          t + greatest(%6$d, 0) * interval '1 second', '%7$s', 1000 FROM CAST('%5$s' AS timestamptz) t
        """.formatted(
        id, house.tenant, house.agency, house.ids.get("endpoint"), receivedAt, seconds, outcome));
    return id;
  }

  private static void said(UUID call, String item, String side, String words) {
    SERVER.run("""
        INSERT INTO utterance (call_id, tenant_id, agency_id, item, place, side, body, state, started_at, epoch, seq, body_epoch, body_seq)
        SELECT id, tenant_id, agency_id, '%s', 1, '%s', '%s', 'complete', received_at, 1, 1, 1, 1 FROM call WHERE id = '%s'
        """.formatted(item, side, words, call));
  }

  private static JsonObject read(String path, String key) {
    Reply reply = API.get(path, key);
    assertEquals(200, reply.status(), reply.body());
    return reply.json();
  }

  @Test
  void aDayOfTwentyFiveHoursBeginsAndEndsWithTheTenantsOwnMidnight() {
    call(house, "2025-10-24T21:59:59Z", 9, "caller-hung-up"); // the 24th still
    call(house, "2025-10-24T22:00:00Z", 10, "caller-hung-up"); // midnight, Saturday
    call(house, "2025-10-25T22:00:00Z", 20, "caller-hung-up"); // midnight, Sunday
    call(house, "2025-10-26T00:30:00Z", 30, "agent-hung-up"); // half past two, summer time
    call(house, "2025-10-26T01:30:00Z", 40, "agent-hung-up"); // half past two again
    call(house, "2025-10-26T22:59:59Z", -1, "abandoned"); // the last second of the 26th
    call(house, "2025-10-26T23:00:00Z", 9, "caller-hung-up"); // the 27th

    JsonObject found = read(tenant + AUTUMN, house.key(Role.VIEWER));

    assertEquals(5, found.getInteger("calls"));
    assertEquals(4, found.getInteger("answered"));
    assertEquals(0.8, found.getDouble("answerRate"));
    assertEquals(25.0, found.getDouble("averageSeconds"));
    assertEquals(25.0, found.getDouble("medianSeconds"));
    assertEquals(38.5, found.getDouble("p95Seconds"), 1e-9);
    assertEquals(
        new JsonArray(
            "[{\"day\":\"2025-10-25\",\"calls\":1,\"answered\":1},{\"day\":\"2025-10-26\",\"calls\":4,\"answered\":3}]"),
        found.getJsonArray("days"));
    assertEquals(
        new JsonArray(
            "[{\"outcome\":\"agent-hung-up\",\"calls\":2},{\"outcome\":\"caller-hung-up\",\"calls\":2},{\"outcome\":\"abandoned\",\"calls\":1}]"),
        found.getJsonArray("outcomes"));
    JsonArray week = found.getJsonArray("peakHours");
    assertEquals(1, week.getJsonArray(5).getInteger(0));
    assertEquals(1, week.getJsonArray(6).getInteger(0));
    assertEquals(2, week.getJsonArray(6).getInteger(2));
    assertEquals(1, week.getJsonArray(6).getInteger(23));
    assertEquals(0, week.getJsonArray(0).getInteger(0));
    assertNull(found.getLong("costMicros"));
    assertEquals(5_000, read(tenant + AUTUMN, house.key(Role.AGENCY)).getLong("costMicros"));
  }

  @Test
  void aDayOfTwentyThreeHoursIsShort() {
    call(house, "2026-03-29T21:59:59Z", 1, "caller-hung-up");
    call(house, "2026-03-29T22:00:00Z", 1, "caller-hung-up");

    JsonObject found =
        read(tenant + "/analytics?from=2026-03-29&to=2026-03-29", house.key(Role.TENANT));

    assertEquals(1, found.getInteger("calls"));
    assertEquals(1, found.getJsonArray("peakHours").getJsonArray(6).getInteger(23));
  }

  @Test
  void transfersMessagesAndMoneyAreThoseOfTheseDays() {
    UUID call = call(house, "2025-10-25T10:00:00Z", 60, "handed-over");
    UUID before = call(house, "2025-10-20T10:00:00Z", 60, "handed-over");
    String[] seen = {"'confirmed'", "'handed-over'", "'refused'", "'silent'", "NULL"};
    for (int i = 0; i < seen.length; i++) {
      SERVER.run(
          "INSERT INTO transfer_attempt (call_id, attempt, tenant_id, agency_id, outcome) VALUES ('%s', '%d', '%s', '%s', %s)"
              .formatted(call, i, house.tenant, house.agency, seen[i]));
    }
    SERVER.run(
        "INSERT INTO transfer_attempt (call_id, attempt, tenant_id, agency_id, outcome) VALUES ('%s', '1', '%s', '%s', 'confirmed')"
            .formatted(before, house.tenant, house.agency));
    SERVER.run(
        "INSERT INTO message (tenant_id, agency_id, call_id, body, taken_at) VALUES ('%s', '%s', '%s', 'x', '2025-10-25T10:00:30Z')"
            .formatted(house.tenant, house.agency, call));
    for (UUID one : new UUID[] {call, before}) {
      SERVER.run(
          "INSERT INTO call_usage VALUES ('%s', '%s', '%s', 'response', 'big', 1, 1, 0, 1, 0, 1, 1, 0, 1000, 1250.5, 0)"
              .formatted(one, house.tenant, house.agency));
    }

    JsonObject found = read(tenant + AUTUMN, house.key(Role.VIEWER));

    assertEquals(
        new JsonObject(
            "{\"asked\":5,\"confirmed\":1,\"handedOver\":1,\"failed\":2,\"pending\":1,\"rate\":0.4}"),
        found.getJsonObject("transfers"));
    assertEquals(1, found.getInteger("messages"));
    assertEquals(1_251, found.getLong("chargedMicros"));
  }

  @Test
  void whatCallersTalkAboutIsCountedByUtteranceWithoutTheCommonestWords() {
    UUID call = call(house, "2025-10-25T10:00:00Z", 60, "caller-hung-up");
    said(call, "1", "caller", "Do you have parking? I need parking.");
    said(call, "2", "caller", "Is the parking free on 123456?");
    said(call, "3", "agent", "Our opening hours are long.");
    House sibling = house.sibling();
    zone(sibling, "UTC");
    said(call(sibling, "2025-10-25T10:00:00Z", 60, "x"), "1", "caller", "free parking");
    House stranger = House.create(SERVER);
    said(call(stranger, "2025-10-25T10:00:00Z", 60, "x"), "1", "caller", "pomegranate");

    assertEquals(
        new JsonArray(
            "[{\"word\":\"parking\",\"utterances\":2},{\"word\":\"free\",\"utterances\":1},{\"word\":\"need\",\"utterances\":1}]"),
        read(tenant + AUTUMN, house.key(Role.VIEWER)).getJsonArray("words"));
    assertEquals(
        new JsonArray(
            "[{\"word\":\"parking\",\"utterances\":3},{\"word\":\"free\",\"utterances\":2},{\"word\":\"need\",\"utterances\":1}]"),
        read(agency + AUTUMN, house.key(Role.AGENCY)).getJsonArray("words"));
  }

  @Test
  void anAgencysDaysAreOfTheZoneItAsksFor() {
    call(house, "2025-10-26T22:30:00Z", 1, "caller-hung-up");
    call(house.sibling(), "2025-10-26T23:30:00Z", 1, "caller-hung-up");
    String key = house.key(Role.AGENCY);

    assertEquals(2, read(agency + AUTUMN, key).getInteger("calls"));
    assertEquals(1, read(agency + AUTUMN + "&zone=Europe/Bratislava", key).getInteger("calls"));
    assertEquals(400, API.get(agency + AUTUMN + "&zone=Nowhere/At-All", key).status());
  }

  @Test
  void theRangeIsBounded() {
    String key = house.key(Role.TENANT);

    assertEquals(
        366,
        read(tenant + "/analytics?from=2024-01-01&to=2024-12-31", key)
            .getJsonArray("days")
            .size());
    for (String wrong : new String[] {
      "from=2023-12-31&to=2024-12-31", "from=2025-01-02&to=2025-01-01", "from=2025-02-30"
    }) {
      assertEquals(400, API.get(tenant + "/analytics?" + wrong, key).status(), wrong);
    }
    assertFalse(read(tenant + "/analytics", key).getJsonArray("days").isEmpty());
  }
}
