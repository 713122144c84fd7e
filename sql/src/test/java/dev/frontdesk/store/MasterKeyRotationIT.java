package dev.frontdesk.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.EndpointStore.Kind;
import dev.frontdesk.store.MasterKeyRotation.Closed;
import dev.frontdesk.store.MasterKeyRotation.Tally;
import dev.frontdesk.store.SecretVault.Owner;
import dev.frontdesk.store.SecretVault.Unreadable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class MasterKeyRotationIT {
  private static final Secret OLD = master("the old master key, planted, 32b");
  private static final Secret NEW = master("the new master key, planted, 32b");
  private static final SecretVault BEFORE = SecretVault.of(OLD);
  private static final SecretVault DURING = SecretVault.of(List.of(NEW, OLD));
  private static final SecretVault AFTER = SecretVault.of(NEW);
  private static final Secret API_KEY = Secret.of("sk-planted-api-key");
  private static final Secret WEBHOOK = Secret.of("whsec_cGxhbnRlZA==");

  private final Vertx vertx;
  private final Database database;
  private final TestDatabase plain;
  private final EndpointId ofTenant;
  private final EndpointId ofAgency;
  private final House house;
  private final LogCapture log = LogCapture.begun();

  MasterKeyRotationIT(Vertx vertx, Database database, TestDatabase plain) throws Unreadable {
    this.vertx = vertx;
    this.database = database;
    this.plain = plain;
    // A rotation is of the whole database: one test's keys are not the next one's.
    plain.sql(
        "TRUNCATE endpoint_secret, webhook_secret, http_tool_secret, calendar_secret, mcp_server_secret, data_key");
    house = House.withOwnEndpoint(database);
    ofTenant = house.endpoint();
    ofAgency = Wait.on(database.inAgency(
        house.agency(),
        stores -> stores
            .endpoints()
            .create("openai", "agency's", "https://api.example.com/v1", null)
            .compose(id ->
                stores.endpoints().addSecret(id, Kind.API_KEY, API_KEY, BEFORE).map(id))));
    Wait.on(database.inTenant(
        house.tenant(),
        stores -> stores
            .endpoints()
            .addSecret(ofTenant, Kind.API_KEY, API_KEY, BEFORE)
            .compose(
                done -> stores.endpoints().addSecret(ofTenant, Kind.WEBHOOK, WEBHOOK, BEFORE))));
    addPlatformSecret();
  }

  /** Whatever a test does, nobody may read a key in what it logged. */
  @AfterEach
  void nothingPlantedWasLogged() {
    assertNothingPlanted(log.stopped());
  }

  @Test
  void secretsWrittenBeforeAreReadAfterwardsWithTheNewMasterKeyAlone() {
    List<String> sealed = sealed();

    Tally tally = rotate();

    assertEquals(new Tally(3, 0, List.of()), tally);
    assertEquals(sealed, sealed());
    assertAllOpen(AFTER);
    assertAllOpen(DURING);
  }

  @Test
  void theOldMasterKeyAloneNoLongerReads() {
    rotate();

    Directory directory = Wait.on(Directory.open(vertx, database, BEFORE, false));
    for (EndpointId id : List.of(ofTenant, ofAgency, Database.PLATFORM_ENDPOINT)) {
      assertEquals(Secret.of(""), directory.endpoint(id).orElseThrow().apiKey());
    }
    assertTrue(directory.endpoint(ofTenant).orElseThrow().webhookSecrets().isEmpty());
    Wait.on(directory.close());
    assertTrue(log.text().contains("Set FRONTDESK_MASTER_KEY to the new key and the old one"));
    assertEquals(
        new Tally(0, 0, closed(BEFORE)), Wait.on(database.rotation(BEFORE).check(tally -> {})));
  }

  @Test
  void aSecondRunFindsNothingToDo() {
    rotate();
    Map<String, String> wrapped = wrapped();

    assertEquals(new Tally(0, 3, List.of()), rotate());
    assertEquals(wrapped, wrapped());
  }

  @Test
  void aCheckOpensEverythingAndChangesNothing() {
    Map<String, String> wrapped = wrapped();

    assertEquals(new Tally(3, 0, List.of()), Wait.on(database.rotation(DURING).check(tally -> {})));
    assertEquals(wrapped, wrapped());
  }

  @Test
  void interruptedBetweenTwoPagesBothMasterKeysReadAllAndTheNextRunDoesTheRest()
      throws SQLException {
    addPlatformKeys(2 * DataKeyStore.PAGE + 47);
    int all = 2 * DataKeyStore.PAGE + 50;
    Database leaving = plain.open(vertx);
    var pages = new ArrayList<Tally>();
    var left = new ArrayList<Future<Void>>();

    var interrupted = Wait.failure(leaving.rotation(DURING).run(page -> {
      pages.add(page);
      left.add(leaving.close());
    }));

    assertInstanceOf(StoreUnavailable.class, interrupted);
    Wait.on(Future.all(left));
    assertEquals(List.of(new Tally(DataKeyStore.PAGE, 0, List.of())), pages);
    assertEquals(DataKeyStore.PAGE, underTheNew());
    assertAllOpen(DURING);
    assertEquals(
        new Tally(all - DataKeyStore.PAGE, DataKeyStore.PAGE, List.of()),
        Wait.on(database.rotation(DURING).check(tally -> {})));
    assertEquals(new Tally(all - DataKeyStore.PAGE, DataKeyStore.PAGE, List.of()), rotate());
    assertEquals(all, underTheNew());
    assertAllOpen(AFTER);
  }

  @Test
  void aConnectionKilledInTheMiddleOfAPageLeavesThePageAsItWas() throws SQLException {
    Map<String, String> wrapped = wrapped();
    Throwable killed;
    try (Connection blocker = plain.superuser();
        var statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("SELECT FROM data_key WHERE tenant_id IS NOT NULL FOR UPDATE");
      Future<Tally> rotation = database.rotation(DURING).run(tally -> {});
      Wait.until("the page waits for a lock", () -> plain.count("""
          SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
          WHERE wait_event_type = 'Lock' AND query LIKE '%data_keys_rewrap%' AND datname = current_database()
          """) > 0);
      killed = Wait.failure(rotation);
      blocker.rollback();
    }

    assertInstanceOf(StoreUnavailable.class, killed);
    assertNothingPlanted(killed.toString() + killed.getCause());
    assertEquals(wrapped, wrapped());
    assertEquals(new Tally(3, 0, List.of()), rotate());
    assertAllOpen(AFTER);
  }

  @Test
  void twoRunsAtOnceRewrapEachKeyOnce() throws SQLException {
    addPlatformKeys(2 * DataKeyStore.PAGE);
    int all = 2 * DataKeyStore.PAGE + 3;

    var one = database.rotation(DURING).run(tally -> {});
    var other = database.rotation(DURING).run(tally -> {});

    assertEquals(all, Wait.on(one).rewrapped() + Wait.on(other).rewrapped());
    assertEquals(new Tally(0, all, List.of()), rotate());
    assertAllOpen(AFTER);
  }

  @Test
  void aDataKeyThatDoesNotOpenIsNamedByItsOwnerAndTheOthersAreRewrapped() {
    plain.sql(
        "UPDATE data_key SET wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1) WHERE tenant_id = ?",
        house.tenant().value());
    Map<String, String> before = wrapped();

    Tally tally = rotate();

    assertEquals(2, tally.rewrapped());
    assertEquals(
        List.of(Owner.of(house.tenant())),
        tally.closed().stream().map(Closed::owner).toList());
    assertNothingPlanted(tally.toString());
    Map<String, String> after = wrapped();
    String tenants = house.tenant().toString();
    assertEquals(before.get(tenants), after.get(tenants));
    assertNotEquals(before.get("platform"), after.get("platform"));
  }

  @Test
  void keysWrappedBeforeMasterKeysHadVersionsGetOne() {
    plain.sql("UPDATE data_key SET master_version = 1");
    assertAllOpen(BEFORE);
    assertAllOpen(DURING);

    assertEquals(new Tally(3, 0, List.of()), rotate());
    assertEquals(3, underTheNew());
    assertAllOpen(AFTER);
  }

  @Test
  void runningNodesResolveTheirEndpointsThroughout() {
    Directory both = Wait.on(Directory.open(vertx, database, DURING));
    Directory old = Wait.on(Directory.open(vertx, database, BEFORE));

    for (int again = 0; again < 5; again++) {
      for (SecretVault vault : List.of(DURING, SecretVault.of(List.of(OLD, NEW)))) {
        Future<Tally> rotation = database.rotation(vault).run(tally -> {});
        while (!rotation.isComplete()) {
          assertOpen(both);
          assertOpen(old);
        }
        assertEquals(3, Wait.on(rotation).rewrapped());
      }
    }
    rotate();

    // The node with the old key is told, so that it can say so before somebody restarts it.
    Wait.until("the old node has said it", () -> log.text().contains("Set FRONTDESK_MASTER_KEY"));
    assertOpen(both);
    assertOpen(old);
    Wait.on(both.close());
    Wait.on(old.close());
  }

  @Test
  void aNodeWithTheOldMasterKeyTakesChangesAndKeepsTheSecretsItHasOpened() {
    Directory old = Wait.on(Directory.open(vertx, database, BEFORE));
    rotate();

    Wait.on(database.inTenant(
        house.tenant(),
        stores -> stores
            .endpoints()
            .update(ofTenant, "moved", "https://eu.example.com/v1", null, null, null)
            .compose(done -> stores
                .endpoints()
                .addSecret(ofTenant, Kind.WEBHOOK, Secret.of("whsec_bmV3"), AFTER))
            .compose(done -> stores.endpoints().removeSecrets(ofTenant, Kind.API_KEY))));
    Wait.until(
        "it is known",
        () -> old.endpoint(ofTenant)
            .filter(it -> it.baseUrl().equals("https://eu.example.com/v1"))
            .isPresent());

    var endpoint = old.endpoint(ofTenant).orElseThrow();
    assertEquals(List.of(WEBHOOK), endpoint.webhookSecrets());
    assertEquals(Secret.of(""), endpoint.apiKey());
    Wait.on(old.close());
  }

  @Test
  void aNodeWithTheOldMasterKeySealsNothingForARewrappedOwner() {
    rotate();

    Throwable refused = Wait.failure(database.inTenant(
        house.tenant(),
        stores -> stores.endpoints().addSecret(ofTenant, Kind.API_KEY, API_KEY, BEFORE)));

    String why = String.valueOf(refused.getCause());
    assertTrue(why.contains("FRONTDESK_MASTER_KEY must list it"), why);
    assertNothingPlanted(refused + why);
    assertEquals(3, plain.count("SELECT count(*) FROM data_key"));
  }

  private Tally rotate() {
    return Wait.on(database.rotation(DURING).run(tally -> {}));
  }

  private List<Closed> closed(SecretVault vault) {
    assertNotEquals(AFTER.version(), vault.version());
    String why = "its master key (version %d) is not here: FRONTDESK_MASTER_KEY must list it"
        .formatted(AFTER.version());
    return plain
        .strings("SELECT concat_ws(':', tenant_id, agency_id) FROM data_key ORDER BY id")
        .stream()
        .map(ids -> ids.isEmpty()
            ? Owner.PLATFORM
            : ids.contains(":")
                ? Owner.of(TenantId.of(ids.substring(0, ids.indexOf(':'))))
                : Owner.of(AgencyId.of(ids)))
        .map(owner -> new Closed(owner, why))
        .toList();
  }

  private void assertAllOpen(SecretVault vault) {
    Directory directory = Wait.on(Directory.open(vertx, database, vault, false));
    assertOpen(directory);
    Wait.on(directory.close());
  }

  private void assertOpen(Directory directory) {
    for (EndpointId id : List.of(ofTenant, ofAgency, Database.PLATFORM_ENDPOINT)) {
      assertEquals(API_KEY, directory.endpoint(id).orElseThrow().apiKey());
    }
    assertEquals(List.of(WEBHOOK), directory.endpoint(ofTenant).orElseThrow().webhookSecrets());
    assertEquals(
        house.tenant(),
        directory.byNumber(ofTenant, house.number()).orElseThrow().id());
  }

  private static void assertNothingPlanted(String text) {
    Stream.of(OLD, NEW)
        .flatMap(key ->
            Stream.of(key.reveal(), new String(Base64.getDecoder().decode(key.reveal()), UTF_8)))
        .forEach(planted -> assertFalse(text.contains(planted), text));
    assertFalse(text.contains(API_KEY.reveal()) || text.contains(WEBHOOK.reveal()), text);
  }

  private List<String> sealed() {
    return plain.strings("SELECT id || encode(sealed, 'hex') FROM endpoint_secret ORDER BY id");
  }

  /** By owner's id. */
  private Map<String, String> wrapped() {
    var wrapped = new TreeMap<String, String>();
    plain.strings("""
            SELECT coalesce(tenant_id::text, agency_id::text, 'platform') || ' ' || master_version || encode(wrapped, 'hex')
            FROM data_key ORDER BY id
            """).forEach(row -> wrapped.put(row.split(" ", 2)[0], row.split(" ", 2)[1]));
    return wrapped;
  }

  private long underTheNew() {
    return plain.count("SELECT count(*) FROM data_key WHERE master_version = ?", AFTER.version());
  }

  /** No store writes one: the platform's own secrets come from the environment. */
  private void addPlatformSecret() throws Unreadable {
    var key = BEFORE.newKey(Owner.PLATFORM);
    var id = UUID.randomUUID();
    plain.sql(
        "INSERT INTO data_key (id, wrapped, master_version) VALUES (?, ?, ?)",
        id,
        key.bytes(),
        key.masterVersion());
    plain.sql(
        "INSERT INTO endpoint_secret (endpoint_id, kind, sealed, data_key_id) VALUES (?, 'api_key', ?, ?)",
        Database.PLATFORM_ENDPOINT.value(),
        BEFORE.seal(Owner.PLATFORM, key, API_KEY),
        id);
  }

  private void addPlatformKeys(int count) throws SQLException {
    try (Connection connection = plain.superuser();
        var insert = connection.prepareStatement(
            "INSERT INTO data_key (wrapped, master_version) VALUES (?, ?)")) {
      for (int i = 0; i < count; i++) {
        var key = BEFORE.newKey(Owner.PLATFORM);
        insert.setBytes(1, key.bytes());
        insert.setInt(2, key.masterVersion());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static Secret master(String bytes) {
    return Secret.of(Base64.getEncoder().encodeToString(bytes.getBytes(UTF_8)));
  }
}
