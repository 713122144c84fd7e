package dev.frontdesk.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** An agency with one tenant, whose one number rings through an endpoint. */
record House(AgencyId agency, TenantId tenant, EndpointId endpoint, PhoneNumber number) {
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final NodeId NODE = new NodeId("node-1");
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  static PhoneNumber newNumber() {
    return new PhoneNumber("+4219%08d".formatted(NUMBERS.incrementAndGet()));
  }

  /** On the platform's endpoint. */
  static House create(Database database) {
    return create(database, Database.PLATFORM_ENDPOINT);
  }

  /** With an endpoint of the tenant's own. */
  static House withOwnEndpoint(Database database) {
    House house = withoutNumber(database, Database.PLATFORM_ENDPOINT);
    var endpoint = Wait.on(database.inTenant(
        house.tenant,
        stores -> stores.endpoints().create("openai", "own", "https://api.example.com/v1", null)));
    return new House(house.agency, house.tenant, endpoint, house.number).withNumber(database);
  }

  static House create(Database database, EndpointId endpoint) {
    return withoutNumber(database, endpoint).withNumber(database);
  }

  private static House withoutNumber(Database database, EndpointId endpoint) {
    var agency = Wait.on(database.platform().createAgency("agency " + UUID.randomUUID()));
    var tenant = new TenantId(UUID.randomUUID());
    var house = new House(agency, tenant, endpoint, newNumber());
    house.addTenant(database, tenant, "tenant");
    return house;
  }

  void addTenant(Database database, TenantId id, String key) {
    var settings = Tenant.named(id, agency, key, "Tenant", "SK", ZoneId.of("Europe/Bratislava"));
    Wait.on(database.inAgency(agency, stores -> stores.tenants().create(settings)));
  }

  private House withNumber(Database database) {
    Wait.on(database.inTenant(tenant, stores -> stores.numbers().add(did())));
    return this;
  }

  NumberStore.Did did() {
    return new NumberStore.Did(number, tenant, endpoint, "main");
  }

  /** Claims a new call of this tenant. */
  CallId claim(Database database) {
    String providerCall = "rtc_" + UUID.randomUUID();
    return Wait.on(database
            .claims()
            .claim(new Claim(
                // One name for claim and facts, whatever the test calls it.
                new CallId(UUID.nameUUIDFromBytes(providerCall.getBytes(UTF_8))),
                endpoint,
                providerCall,
                "realtime.call.incoming",
                null,
                "wh",
                "{}",
                NODE,
                NOON)))
        .call();
  }

  JournalRow opened(CallId call, int seq) {
    return fact(call, seq, "call.opened", """
        {"tenant": "%s", "endpoint": "%s", "caller": "+421900000009", "dialled": "%s", "providerCallId": "rtc_1",
         "decision": "answer", "reasons": ["open", "known caller"], "receivedAt": "2026-11-21T11:59:58Z"}""".formatted(tenant, endpoint, number));
  }

  static JournalRow fact(CallId call, int seq, String kind, String json) {
    return new JournalRow(call, 1, seq, NOON.plusSeconds(seq), kind, json);
  }

  /** Claims and opens a call. */
  CallId open(Database database) {
    CallId call = claim(database);
    Wait.on(database.journal().append(List.of(opened(call, 1))));
    return call;
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
