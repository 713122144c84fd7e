package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two walls stand between tenants, the store's conditions and row-level security; each holds alone. */
@ExtendWith(PostgresExtension.class)
class TwoWallsIT {
  private final Vertx vertx;
  private final Database database;
  private final TestDatabase plain;
  private final House mine;
  private final House theirs;

  TwoWallsIT(Vertx vertx, Database database, TestDatabase plain) {
    this.vertx = vertx;
    this.database = database;
    this.plain = plain;
    this.mine = Furniture.furnished(database);
    this.theirs = Furniture.furnished(database);
  }

  @Test
  void aPooledConnectionRemembersNoTenant() {
    Database single = Wait.on(Database.open(vertx, plain.running().withConnections(1)));
    try {
      assertEquals(1, seen(single, mine.tenant()).size());
      var failed = Wait.failure(single.inTenant(mine.tenant(), stores -> {
        throw new IllegalStateException("mid-way");
      }));
      assertEquals("mid-way", failed.getMessage());
      assertEquals(List.of(theirs.number()), seen(single, theirs.tenant()));
      assertEquals(List.of(), seen(single, new TenantId(UUID.randomUUID())));
      assertEquals(
          List.of(theirs.number()),
          Wait.on(single.inAgency(theirs.agency(), stores -> stores.numbers().list())).stream()
              .map(NumberStore.Did::number)
              .toList());
    } finally {
      Wait.on(single.close());
    }
  }

  private static List<?> seen(Database database, TenantId tenant) {
    return Wait.on(database.inTenant(tenant, stores -> stores.numbers().list())).stream()
        .map(NumberStore.Did::number)
        .toList();
  }

  @Test
  void rowLevelSecurityAloneLeaksNothing() {
    assertNothingLeaks(
        Database.unchecked(vertx, plain.running(), ConnectOptions.RUNTIME_ROLE, false));
  }

  @Test
  void conditionsAloneLeakNothing() {
    assertNothingLeaks(
        Database.unchecked(vertx, plain.migrating(), plain.migrating().user(), true));
  }

  @Test
  void withNeitherWallTheTestWouldSeeTheLeak() {
    var open = Database.unchecked(vertx, plain.migrating(), plain.migrating().user(), false);
    assertTrue(seen(open, mine.tenant()).contains(theirs.number()));
    Wait.on(open.close());
  }

  private void assertNothingLeaks(Database one) {
    try {
      assertEquals(read(database, mine.tenant(), null), read(one, mine.tenant(), null));
      assertEquals(
          List.of(),
          read(one, new TenantId(UUID.randomUUID()), theirs).stream()
              .filter(rows -> !rows.equals("[]") && !rows.equals("Optional.empty"))
              .toList());
      assertEquals(List.of(false, false, false, false, false, false, false, false), harm(one));
      assertEquals(
          List.of(mine.tenant()),
          Wait.on(one.inAgency(mine.agency(), stores -> stores.tenants().list())).stream()
              .map(Tenant::id)
              .toList());
      assertEquals(
          List.of("salon"),
          Wait.on(one.inAgency(mine.agency(), stores -> stores.templates().list())).stream()
              .map(TemplateStore.Template::name)
              .toList());
      assertEquals(
          true,
          Wait.on(one.inAgency(
                  new AgencyId(UUID.randomUUID()), stores -> stores.templates().byName("salon")))
              .isEmpty());
      assertNarrowed(one);
      assertEquals(
          List.of(),
          Wait.on(one.inAgency(
              new AgencyId(UUID.randomUUID()), stores -> stores.calls().page(null, 10))));
    } finally {
      Wait.on(one.close());
    }
  }

  /** An agency with two tenants: its transaction, narrowed to one, is that one's; another agency's is refused. */
  private void assertNarrowed(Database one) {
    var sibling = new TenantId(UUID.randomUUID());
    mine.addTenant(database, sibling, "sibling");
    var narrowed = Wait.on(one.inAgency(
        mine.agency(),
        agency -> agency.inTenant(
            sibling,
            own -> own.tenants()
                .list()
                .compose(tenants -> own.contacts()
                    .page(null, 100)
                    .compose(contacts -> own.numbers()
                        .list()
                        .map(numbers -> List.of(
                            tenants.stream().map(Tenant::id).toList(), contacts, numbers)))))));
    assertEquals(List.of(List.of(sibling), List.of(), List.of()), narrowed);
    var refused = assertInstanceOf(
        StoreRefused.class,
        Wait.failure(one.inAgency(
            mine.agency(),
            agency -> agency.inTenant(theirs.tenant(), own -> own.contacts().page(null, 100)))));
    assertEquals("42501", refused.sqlState());
    Wait.on(database.inAgency(mine.agency(), stores -> stores.tenants().delete(sibling)));
  }

  /** Everything the tenant's stores list, as text; with a house: by that house's keys. */
  private List<String> read(Database one, TenantId tenant, @Nullable House keys) {
    return Wait.on(one.inTenant(tenant, stores -> {
      CallId call = callOf(keys == null ? mine : keys);
      UUID webhook = webhookOf(keys == null ? mine : keys);
      List<Future<?>> all = new ArrayList<>(List.of(
          stores.tenants().list(),
          stores.numbers().list(),
          stores.endpoints().list(),
          stores.profiles().list(),
          stores.contacts().page(null, 100),
          stores.contacts().byNumber((keys == null ? mine : keys).number()),
          stores.targets().list(),
          stores.httpTools().list(),
          stores.httpTools().byName("lookup"),
          stores.httpTools().secrets("lookup"),
          stores.calendars().list(),
          stores.calendars().byName("shop"),
          stores.calendars().passwordOrigin("shop"),
          stores.mcpServers().list(),
          stores.mcpServers().byLabel("shop"),
          stores.mcpServers().authorizedPlace("shop"),
          stores.calls().page(null, 100),
          stores.calls().page(new CallStore.Filter(true, null, null), null, 100),
          stores.calls().byId(call),
          stores.calls().owner(call),
          stores
              .feed()
              .now()
              .compose(now -> stores
                  .feed()
                  .between(
                      new FeedStore.Moment(Instant.EPOCH, "1:1:"), now, null, Instant.EPOCH, 100)),
          stores.utterances().ofCall(call),
          stores.utterances().search("x", 100, null),
          stores.usage().byMonth(YearMonth.of(2026, 1), YearMonth.of(2030, 1)),
          stores.usage().ofCall(call),
          stores.erasures().page(null, 100),
          stores.facts().timeline(call),
          stores.facts().events(call),
          stores.attempts().ofCall(call),
          stores.messages().newest(false, 100),
          stores.messages().ofCall(call),
          stores.summaries().ofCall(call),
          stores.keys().list(),
          stores.webhooks().list(),
          stores.channels().list(),
          stores.channels().byName("chat"),
          stores.webhooks().byId(webhook),
          stores.deliveries().page(webhook, null, 100),
          stores.audit().newest(100)));
      return Future.all(all)
          .map(done -> all.stream().map(each -> String.valueOf(each.result())).toList());
    }));
  }

  private CallId callOf(House house) {
    return CallId.of(plain
        .strings(
            "SELECT call_id FROM utterance WHERE tenant_id = ?", house.tenant().value())
        .get(0));
  }

  private UUID webhookOf(House house) {
    return UUID.fromString(plain
        .strings(
            "SELECT id FROM webhook WHERE kind = 'webhook' AND tenant_id = ?",
            house.tenant().value())
        .get(0));
  }

  /** What one tenant may try with another's keys. */
  private List<Boolean> harm(Database one) {
    var contact = UUID.fromString(plain
        .strings("SELECT id FROM contact WHERE tenant_id = ?", theirs.tenant().value())
        .get(0));
    var key = UUID.fromString(plain
        .strings("SELECT id FROM api_key WHERE tenant_id = ?", theirs.tenant().value())
        .get(0));
    var message = UUID.fromString(plain
        .strings("SELECT id FROM message WHERE tenant_id = ?", theirs.tenant().value())
        .get(0));
    return List.of(
        Wait.on(one.inTenant(
            mine.tenant(), stores -> stores.contacts().delete(new ContactId(contact)))),
        Wait.on(one.inTenant(mine.tenant(), stores -> stores.keys().revoke(key))),
        Wait.on(one.inTenant(mine.tenant(), stores -> stores.messages().handled(message))),
        Wait.on(one.inTenant(mine.tenant(), stores -> stores.webhooks().delete(webhookOf(theirs)))),
        Wait.on(one.inTenant(
            mine.tenant(),
            stores -> stores
                .webhooks()
                .rotate(webhookOf(theirs), Secret.of("s"), Duration.ZERO, Furniture.VAULT))),
        Wait.on(one.inTenant(mine.tenant(), stores -> stores.numbers().release(theirs.number()))),
        Wait.on(one.inTenant(mine.tenant(), stores -> stores.tenants().delete(theirs.tenant()))),
        Wait.on(one.inTenant(
            mine.tenant(),
            stores -> stores
                .endpoints()
                .addSecret(
                    theirs.endpoint(),
                    EndpointStore.Kind.WEBHOOK,
                    Secret.of("s"),
                    Furniture.VAULT))));
  }
}
