package dev.frontdesk.oracles;

import static dev.frontdesk.oracles.TinyGateway.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.AdminVerticle;
import dev.frontdesk.admin.api.AdminApi;
import dev.frontdesk.admin.api.ApiSettings;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.model.Secret;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.EmbeddedServer;
import dev.frontdesk.store.Migrations;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The reference page in a real browser, where the machine has one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferencePageIT {
  private static final String KEY = "fd_key-of-the-browser";

  @TempDir
  Path profile;

  private final Vertx vertx = Vertx.vertx();
  private final EmbeddedServer server = EmbeddedServer.unsynced();
  private AdminApi api;
  private Database database;
  private String page = "";

  @BeforeAll
  void open() {
    server.createDatabase("page");
    Migrations.run(server.migrating("page"));
    database = await(Database.open(vertx, server.running("page")));
    var settings = new ApiSettings(
        Optional.of(Secret.of(KEY)),
        1_000,
        1_000,
        1_000,
        Duration.ofMinutes(1),
        Duration.ofSeconds(30));
    var bus = new Bus(vertx, new RecordCodec(List.of()));
    api = await(AdminApi.open(vertx, bus, database, null, settings));
    var verticle = new AdminVerticle("127.0.0.1", Map.of(0, api::mount));
    await(vertx.deployVerticle(verticle));
    page = "http://127.0.0.1:" + verticle.actualPorts().get(0) + "/v1/docs";
  }

  @AfterAll
  void close() {
    await(api.close());
    await(database.close());
    await(vertx.close());
    server.close();
  }

  @Test
  void nothingInThePageIsRunButItsOwnFile() throws Exception {
    var answer = HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(page)).build(), BodyHandlers.ofString());
    String policy = answer.headers().firstValue("content-security-policy").orElse("");
    assertTrue(policy.startsWith("default-src 'none'; "), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertFalse(answer.body().matches("(?s).*(<script>|<style|style=|\\son\\w+=).*"));
  }

  @Test
  void everyOperationHasItsSectionAndAGetIsTried() throws IOException {
    var program = Browser.installed();
    Assumptions.assumeTrue(program.isPresent(), "no browser on this machine");
    try (var browser = Browser.start(vertx, program.orElseThrow(), profile)) {
      browser.open(page + "#listAgencies");
      browser.until("document.querySelector('main section')");
      assertEquals(operations(browser), sections(browser));
      assertEquals(
          true,
          browser.evaluate("document.querySelector('#listAgencies > details').open"),
          "what the address names is open");

      browser.evaluate("document.getElementById('key').value = '" + KEY + "'");
      browser.evaluate("document.querySelector('#listAgencies form').requestSubmit()");
      browser.until("!document.querySelector('#listAgencies pre[aria-live]').hidden");
      String tried = (String)
          browser.evaluate("document.querySelector('#listAgencies pre[aria-live]').textContent");
      assertTrue(tried.startsWith("200 OK") && tried.contains("\"items\""), tried);

      browser.evaluate(
          "(field => { field.value = 'erasures'; field.dispatchEvent(new Event('input')); })(document.getElementById('filter'))");
      assertEquals(
          "listErasures eraseCaller getErasure",
          browser.evaluate(
              "[...document.querySelectorAll('main section:not([hidden])')].map(it => it.id).join(' ')"));
      assertEquals(List.of(), browser.complaints);
    }
  }

  private static Set<String> operations(Browser browser) {
    var contract = new JsonObject(
        (String) browser.evaluate("fetch('openapi.json').then(answer => answer.text())"));
    assertFalse(contract.encode().contains(":null"), "a comma of a description parts it in YAML");
    var ids = new TreeSet<String>();
    for (Map.Entry<String, Object> path : contract.getJsonObject("paths")) {
      for (Map.Entry<String, Object> method : (JsonObject) path.getValue()) {
        if (method.getValue() instanceof JsonObject operation) {
          ids.add(operation.getString("operationId"));
        }
      }
    }
    return ids;
  }

  private static Set<String> sections(Browser browser) {
    var ids = new TreeSet<String>();
    new JsonArray((String) browser.evaluate(
            "JSON.stringify([...document.querySelectorAll('main section')].map(it => it.id))"))
        .forEach(id -> ids.add((String) id));
    return ids;
  }
}
