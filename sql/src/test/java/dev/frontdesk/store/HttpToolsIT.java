package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.HttpTool;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.store.HttpToolStore.Kept;
import dev.frontdesk.store.HttpToolStore.Kind;
import dev.frontdesk.store.HttpToolStore.Opened;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tools are edited, published with a profile version, and kept with it; their secrets are sealed and act at once. */
@ExtendWith(PostgresExtension.class)
class HttpToolsIT {
  private final Vertx vertx;
  private final Database database;
  private final TestDatabase plain;
  private final House house;

  HttpToolsIT(Vertx vertx, Database database, TestDatabase plain) {
    this.vertx = vertx;
    this.database = database;
    this.plain = plain;
    this.house = House.withOwnEndpoint(database);
  }

  @Test
  void whatIsSavedIsFound() {
    save(tool("https://a.example/{id}"));
    assertEquals(
        List.of(tool("https://a.example/{id}")),
        Wait.on(database.inTenant(house.tenant(), stores -> stores.httpTools().list())));
  }

  @Test
  void aVersionKeepsTheToolsItWasPublishedWith() {
    save(tool("https://a.example/one"));
    ProfileVersionId first = publish();
    save(tool("https://a.example/two"));
    assertEquals("https://a.example/one", published(first), "an edit alone changes no version");
    ProfileVersionId second = publish();
    assertEquals("https://a.example/one", published(first));
    assertEquals("https://a.example/two", published(second));
    Wait.on(database.inTenant(house.tenant(), stores -> stores.profiles().publish(first)));
    assertEquals("https://a.example/one", published(first), "published again as it was");
  }

  @Test
  void nobodyWritesTheToolsOfAVersionByHand() {
    save(tool("https://a.example/one"));
    ProfileVersionId version = publish();
    plain.sql("UPDATE profile_version SET http_tools = '[]'");
    assertEquals("https://a.example/one", published(version));
  }

  @Test
  void aRunningCallFindsTheToolOfItsOwnVersion() {
    save(tool("https://a.example/one"));
    ProfileVersionId first = publish();
    save(tool("https://a.example/two"));
    ProfileVersionId second = publish();
    Directory directory = Wait.on(Directory.open(vertx, database, Furniture.VAULT));
    try {
      assertEquals("https://a.example/one", found(directory, first));
      assertEquals("https://a.example/two", found(directory, second));
      save(tool("https://a.example/two"));
      var secret = new Opened(
          new Kept(Kind.HEADER, "x-token", "https://a.example:443"), Secret.of("s3cret"));
      Wait.on(database.inTenant(
          house.tenant(),
          stores -> stores.httpTools().replaceSecret("lookup", secret, Furniture.VAULT)));
      List<Opened> opened = Wait.on(directory.tools().secrets(house.tenant(), "lookup"));
      assertEquals(List.of(secret.kept()), opened.stream().map(Opened::kept).toList());
      assertEquals("s3cret", opened.get(0).secret().reveal());
      assertEquals(
          List.of("f"),
          plain.strings(
              "SELECT DISTINCT strpos(encode(sealed, 'escape'), 's3cret') > 0 FROM http_tool_secret"));
    } finally {
      Wait.on(directory.close());
    }
  }

  @Test
  void aSecretUnderAnothersKeyIsRefused() {
    Furniture.furnished(database);
    save(tool("https://a.example/"));
    var refused = assertThrows(Exception.class, () -> plain.sql("""
        INSERT INTO http_tool_secret (tenant_id, agency_id, tool, kind, name, origin, sealed, data_key_id)
        SELECT t.tenant_id, t.agency_id, t.name, 'header', 'x', '', '', k.id
        FROM http_tool t, data_key k WHERE t.tenant_id = '%s' AND k.tenant_id <> t.tenant_id LIMIT 1
        """.formatted(house.tenant())));
    assertTrue(String.valueOf(refused).contains("belongs to the owner of its key")
        || String.valueOf(refused.getCause()).contains("belongs to the owner of its key"));
  }

  private String found(Directory directory, ProfileVersionId version) {
    return Wait.on(directory.tools().find(house.tenant(), version, "lookup"))
        .orElseThrow()
        .url();
  }

  private String published(ProfileVersionId version) {
    return Wait.on(database.inTenant(house.tenant(), stores -> stores.profiles().byId(version)))
        .orElseThrow()
        .profile()
        .httpTools()
        .get(0)
        .url();
  }

  private ProfileVersionId publish() {
    var draft =
        new ProfileStore.Draft("p", "", "", VoiceSettings.DEFAULTS, Set.of("lookup"), List.of());
    return Wait.on(database.inTenant(
        house.tenant(),
        stores -> stores
            .profiles()
            .saveDraft(draft)
            .compose(id -> stores.profiles().publish(id).map(id))));
  }

  private void save(HttpTool tool) {
    Wait.on(database.inTenant(house.tenant(), stores -> stores.httpTools().save(tool)));
  }

  private static HttpTool tool(String url) {
    return new HttpTool(
        "lookup",
        "Looks something up.",
        HttpTool.Method.GET,
        url,
        Map.of("type", "object"),
        Map.of("type", "string"),
        Map.of("x-plain", "p"),
        List.of("x-token"),
        true,
        Duration.ofSeconds(4),
        true,
        "One moment.");
  }
}
