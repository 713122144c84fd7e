package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.api.TestApi.Reply;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contacts come and go as CSV, as spreadsheets write it. */
class ContactsCsvIT {
  private static final TestServer SERVER = new TestServer();

  private final TestApi api = new TestApi(SERVER);
  private final House house = House.create(SERVER);
  private final String key = house.key(Role.TENANT);
  private final String contacts = "/v1/tenants/" + house.tenant + "/contacts";

  @AfterEach
  void close() {
    api.close();
  }

  private Reply send(String csv) {
    return api.send("POST", contacts + "/imports", key, csv, Map.of("content-type", "text/csv"));
  }

  @Test
  void columnsComeInAnyOrderAndNumbersAsPeopleWriteThem() {
    Reply reply = send("""
        name,Number,vip,notes
        "Jana ""J"" Nováková, owner",0905 000 001,yes,"two
        lines"
        Peter,+43 1 234567,,
        """);
    assertEquals(200, reply.status(), reply.body());
    assertEquals(2, reply.json().getInteger("imported"));
    JsonObject jana = listed("+421905000001");
    assertEquals("Jana \"J\" Nováková, owner", jana.getString("name"));
    assertEquals("two\nlines", jana.getString("notes"));
    assertEquals(true, jana.getBoolean("vip"));
    assertEquals("Peter", listed("+431234567").getString("name"));
  }

  @Test
  void aSpreadsheetsSemicolonsAndByteOrderMarkAreUnderstood() {
    assertEquals(200, send("\uFEFFnumber;name\r\n0905 000 002;Eva, sales\r\n").status());
    assertEquals("Eva, sales", listed("+421905000002").getString("name"));
  }

  @Test
  void whatIsExportedMayBeImportedAndIsTheSame() {
    send(
        "number,name,vip,blocked,language,notes\n0905 000 003,=1+1,true,false,en-GB,\"a,\"\"b\"\"\nc\"\n");
    Reply exported = api.get(contacts + ".csv", key);
    assertEquals(200, exported.status());
    assertTrue(exported.header("content-type").startsWith("text/csv"));
    assertTrue(exported.body().contains("'=1+1"), "no spreadsheet may take a name for a formula");

    House other = House.create(SERVER);
    String there = "/v1/tenants/" + other.tenant + "/contacts";
    String theirs = other.key(Role.TENANT);
    Reply imported = api.send(
        "POST", there + "/imports", theirs, exported.body(), Map.of("content-type", "text/csv"));
    assertEquals(200, imported.status(), imported.body());
    String copy = api.get(there + ".csv", theirs).body();
    assertEquals(
        exported.body(),
        copy.lines()
            .filter(line -> !line.contains(other.mark))
            .collect(Collectors.joining("\r\n", "", "\r\n"))
            .replace("\r\nc\"", "\nc\""));
  }

  @Test
  void everyWrongFieldIsNamedByLineAndColumnAndNothingIsImported() {
    Reply refused =
        send("number,vip,language\n0905 000 004,true,sk\nx,no,sk\n0905 000 005,maybe,no tag\n");
    assertEquals(400, refused.status());
    assertEquals(
        List.of("/3/number", "/4/vip", "/4/language"),
        refused.json().getJsonArray("errors").stream()
            .map(each -> ((JsonObject) each).getString("field"))
            .toList());
    assertTrue(!api.get(contacts + ".csv", key).body().contains("+421905000004"));
  }

  @Test
  void whatIsNoListOfContactsIsRefused() {
    for (String csv : List.of(
        "",
        "name\nJana\n",
        "number,colour\n0905,red\n",
        "number,name\n\"0905 000 006,Jana\n",
        "number,name\n0905 000 006,Jana,more\n",
        "number\n0905\u0000\n")) {
      assertEquals(400, send(csv).status(), csv);
    }
    String many = IntStream.range(0, ContactsCsv.MOST + 1)
        .mapToObj(i -> "+4219" + (10_000_000 + i))
        .collect(Collectors.joining("\n", "number\n", "\n"));
    assertEquals(400, send(many).status());
  }

  @Test
  void anExportOfManyIsWhole() {
    String many = IntStream.range(0, 4_100)
        .mapToObj(i -> "+4219" + (10_000_000 + i))
        .collect(Collectors.joining("\n", "number\n", "\n"));
    assertEquals(200, send(many).status());
    List<String> lines = api.get(contacts + ".csv", key).body().lines().toList();
    assertEquals(1 + 4_100 + 1, lines.size(), "heads, those sent, and the house's own");
    assertEquals(lines.stream().skip(1).sorted().toList(), lines.subList(1, lines.size()));
  }

  @Test
  void csvIsTakenOnlyWhereTheContractSaysSo() {
    Reply refused = api.send(
        "POST", contacts, key, "number\n0905 000 007\n", Map.of("content-type", "text/csv"));
    assertEquals(415, refused.status());
  }

  private JsonObject listed(String number) {
    return api.get(contacts + "?limit=500", key).json().getJsonArray("items").stream()
        .map(each -> (JsonObject) each)
        .filter(each -> each.getString("number").equals(number))
        .findFirst()
        .orElseThrow();
  }
}
