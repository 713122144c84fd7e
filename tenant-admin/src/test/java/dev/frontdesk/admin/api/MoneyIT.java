package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.api.TestApi.Reply;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What an agency may use, what it adds, and what it and its tenants see of that. */
class MoneyIT {
  private static final TestServer SERVER = new TestServer();
  private static final TestApi API = new TestApi(SERVER);

  private final House house = House.create(SERVER);
  private final String agency = "/v1/agencies/" + house.agency;
  private final String tenant = "/v1/tenants/" + house.tenant;

  @AfterAll
  static void close() {
    API.close();
  }

  @Test
  void theMarkUpIsTheAgencysOwnToTwoDecimals() {
    Reply set = API.put(agency + "/markup", house.key(Role.AGENCY), "{\"percent\":12.50}");

    assertEquals(200, set.status(), set.body());
    assertEquals(
        12.5, API.get(agency + "/markup", house.key(Role.AGENCY)).json().getDouble("percent"));
    assertEquals(
        400,
        API.put(agency + "/markup", house.key(Role.AGENCY), "{\"percent\":0.125}")
            .status());
    assertEquals(
        403,
        API.put(agency + "/limits", house.key(Role.AGENCY), "{\"concurrentCalls\":9}")
            .status());
  }

  @Test
  void whatTheTenantsCallersHearBeyondALimitIsKept() {
    String body = """
        {"key":"%s","name":"x","region":"SK","zone":"UTC","limits":{"concurrentCalls":3,"longestCallSeconds":60,
         "longestSilenceSeconds":30,"monthlyBudgetMicros":5,"exceededCode":603,"exceededSentence":"Later, please."}}""".formatted(house.mark);

    assertEquals(200, API.put(tenant, house.key(Role.AGENCY), body).status());

    assertEquals(
        new JsonObject(body).getJsonObject("limits"),
        API.get(tenant, house.key(Role.TENANT)).json().getJsonObject("limits"));
  }

  private static final String NOVEMBER = "/usage?from=2026-11&to=2026-11";

  private void used(UUID tenant, String model, String name) {
    SERVER.run("""
        DELETE FROM month_usage WHERE tenant_id = '%1$s';
        UPDATE tenant SET name = '%4$s' WHERE id = '%1$s';
        INSERT INTO month_usage VALUES
          ('%1$s', '%2$s', '2026-11-01', 'response', '%3$s', 2, 10, 4, 20, 5, 3, 30, 0, 1500000, 1875000, 0),
          ('%1$s', '%2$s', '2026-10-01', 'response', '%3$s', 9, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0)
        """.formatted(tenant, house.agency, model, name));
  }

  private List<String> csv(String path, Role role) {
    Reply reply = API.send("GET", path, house.key(role), "", Map.of("accept", "text/csv"));
    assertEquals(200, reply.status(), reply.body());
    assertEquals("text/csv; charset=utf-8; header=present", reply.header("content-type"));
    return reply.body().lines().toList();
  }

  @Test
  void anAgencysTableHasCostMarkUpAndPriceByTenant() {
    House second = house.sibling();
    used(house.tenant, "big", "=Bakery, Novak");
    used(second.tenant, "big", "Butcher");

    List<String> lines = csv(agency + NOVEMBER, Role.AGENCY);

    assertEquals(
        "tenant,tenant_key,tenant_name,month,kind,model,uses,text_in,text_cached_in,audio_in,audio_cached_in,text_out,audio_out,"
            + "transcription_seconds,unpriced,cost_usd,markup_usd,price_usd",
        lines.get(0));
    String amounts = ",2026-11,response,big,2,10,4,20,5,3,30,0.0,0,1.500000,0.375000,1.875000";
    assertEquals(
        Stream.of(
                house.tenant + "," + house.mark + ",\"'=Bakery, Novak\"" + amounts,
                second.tenant + "," + second.mark + ",Butcher" + amounts)
            .sorted()
            .toList(),
        lines.stream().skip(1).sorted().toList());
  }

  @Test
  void aTenantSeesItsPriceAndNotItsAgencysCost() {
    used(house.tenant, "big", "Bakery");
    String call = tenant + "/calls/" + house.ids.get("call");
    SERVER.run("""
        INSERT INTO call_fact (call_id, epoch, seq, tenant_id, agency_id, at, kind, data)
        VALUES ('%s', 1, 2, '%s', '%s', now(), 'usage', '{"model": "big", "costMicros": 7}')
        """.formatted(house.ids.get("call"), house.tenant, house.agency));

    List<String> lines = csv(tenant + NOVEMBER, Role.VIEWER);
    assertEquals(2, lines.size());
    assertEquals(
        house.tenant + "," + house.mark
            + ",Bakery,2026-11,response,big,2,10,4,20,5,3,30,0.0,0,1.875000",
        lines.get(1));
    for (String path :
        List.of(tenant + NOVEMBER, call, call + "/cost", call + "/timeline", tenant + "/calls")) {
      String seen = API.get(path, house.key(Role.TENANT)).body();
      assertFalse(seen.contains("costMicros") || seen.contains("markupMicros"), seen);
      String known = API.get(path, house.key(Role.AGENCY)).body();
      assertTrue(known.contains("costMicros"), known);
    }
  }

  @Test
  void aCallTellsWhatEachModelConsumed() {
    String call = tenant + "/calls/" + house.ids.get("call") + "/cost";
    SERVER.run("""
        UPDATE call_usage SET cost_micros = 400, charged_micros = 449.5, transcription_s = 1.5, kind = 'transcription'
        WHERE call_id = '%s'
        """.formatted(house.ids.get("call")));

    JsonObject line =
        API.get(call, house.key(Role.AGENCY)).json().getJsonArray("items").getJsonObject(0);

    assertEquals("transcription", line.getString("kind"));
    assertEquals(house.mark, line.getString("model"));
    assertEquals(1.5, line.getDouble("transcriptionSeconds"));
    assertEquals(400, line.getInteger("costMicros"));
    assertEquals(50, line.getInteger("markupMicros"));
    assertEquals(450, line.getInteger("chargedMicros"));
  }
}
