package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.Contact;
import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.Keeping;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.Redaction;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.store.ProfileVersion.State;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class SettingsStoresIT {
  private final Database database;
  private final TestDatabase plain;
  private final House house;

  SettingsStoresIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
    this.house = House.create(database);
  }

  private ProfileVersionId saved(String prompt) {
    var draft = new ProfileStore.Draft(
        prompt,
        "",
        "",
        VoiceSettings.DEFAULTS,
        Set.of(),
        List.of(new KnowledgeArticle(prompt, "b")));
    return Wait.on(database.inTenant(house.tenant(), stores -> stores.profiles().saveDraft(draft)));
  }

  private boolean publish(ProfileVersionId id) {
    return Wait.on(database.inTenant(house.tenant(), stores -> stores.profiles().publish(id)));
  }

  private List<String> states() {
    return Wait.on(database.inTenant(house.tenant(), stores -> stores.profiles().list())).stream()
        .map(
            it -> it.profile().version() + " " + it.state() + " " + it.profile().prompt())
        .toList();
  }

  private void assertRefused(String constraint, EndpointId endpoint, House by) {
    var did = new NumberStore.Did(House.newNumber(), by.tenant(), endpoint, "");
    var refused = assertInstanceOf(
        StoreRefused.class,
        Wait.failure(database.inTenant(by.tenant(), stores -> stores.numbers().add(did))));
    assertEquals(constraint, refused.constraint());
  }

  @Test
  void aDraftIsPublishedArchivedAndRolledBackTo() {
    var first = saved("one");
    assertEquals(first, saved("one, better"));
    assertTrue(publish(first));
    var second = saved("two");
    assertTrue(publish(second));
    assertEquals(List.of("2 PUBLISHED two", "1 ARCHIVED one, better"), states());

    assertTrue(publish(first));

    assertEquals(List.of("2 ARCHIVED two", "1 PUBLISHED one, better"), states());
    var published = Wait.on(
            database.inTenant(house.tenant(), stores -> stores.profiles().published()))
        .orElseThrow();
    assertEquals(
        List.of(new KnowledgeArticle("one, better", "b")), published.profile().knowledge());
    assertEquals(State.PUBLISHED, published.state());
  }

  @Test
  void whatIsPublishedIsImmutableAlsoForPlainSql() {
    var id = saved("fixed");
    publish(id);

    for (String sql : List.of(
        "UPDATE profile_version SET prompt = 'x' WHERE id = ?",
        "UPDATE profile_version SET holiday_greeting = 'x' WHERE id = ?",
        "UPDATE profile_version SET state = 'draft' WHERE id = ?",
        "DELETE FROM profile_version WHERE id = ?",
        "UPDATE knowledge_article SET body = 'x' WHERE profile_id = ?",
        "DELETE FROM knowledge_article WHERE profile_id = ?")) {
      var refused = assertThrows(IllegalStateException.class, () -> plain.sql(sql, id.value()));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("immutable")
              || String.valueOf(refused.getMessage()).contains("stays"),
          refused::getMessage);
    }
  }

  @Test
  void aTenantWithAPublishedProfileCanBeDeletedWhole() {
    publish(saved("gone soon"));
    house.open(database);

    assertTrue(Wait.yes(
        database.inAgency(house.agency(), stores -> stores.tenants().delete(house.tenant()))));

    assertEquals(
        0,
        plain.count(
            "SELECT count(*) FROM call_fact WHERE tenant_id = ?", house.tenant().value()));
  }

  @Test
  void aNumberNeverRingsThroughAForeignEndpoint() {
    House stranger = House.withOwnEndpoint(database);
    var agencys = Wait.on(database.inAgency(
        stranger.agency(),
        stores -> stores.endpoints().create("openai", "a", "https://api.example.com", null)));
    var sibling = new TenantId(UUID.randomUUID());
    stranger.addTenant(database, sibling, "sibling");
    House siblings = new House(stranger.agency(), sibling, agencys, House.newNumber());

    assertRefused("phone_number_endpoint_owner", stranger.endpoint(), house);
    assertRefused("phone_number_endpoint_owner", agencys, house);
    assertRefused("phone_number_endpoint_owner", stranger.endpoint(), siblings);
    assertTrue(
        Wait.yes(database.inTenant(sibling, stores -> stores.numbers().add(siblings.did()))));
  }

  @Test
  void thePlatformsEndpointServesOnlyWhoHasNoneOfItsOwn() {
    House own = House.withOwnEndpoint(database);

    assertRefused("phone_number_platform_endpoint", Database.PLATFORM_ENDPOINT, own);
    var sibling = new TenantId(UUID.randomUUID());
    own.addTenant(database, sibling, "sibling");
    House siblings =
        new House(own.agency(), sibling, Database.PLATFORM_ENDPOINT, House.newNumber());
    assertTrue(
        Wait.yes(database.inTenant(sibling, stores -> stores.numbers().add(siblings.did()))));
    Wait.on(database.inAgency(
        own.agency(),
        stores -> stores.endpoints().create("openai", "a", "https://api.example.com", null)));
    assertRefused("phone_number_platform_endpoint", Database.PLATFORM_ENDPOINT, siblings);
  }

  @Test
  void aNumberIsOneTenantsOnly() {
    House other = House.create(database);
    var did = new NumberStore.Did(house.number(), other.tenant(), other.endpoint(), "");

    var refused = assertInstanceOf(
        StoreRefused.class,
        Wait.failure(
            database.inTenant(other.tenant(), stores -> stores.numbers().add(did))));

    assertTrue(refused.isDuplicate());
  }

  @Test
  void tenThousandContactsAreOneStatementAndOneRevision() {
    List<Contact> contacts = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      contacts.add(new Contact(
          new ContactId(UUID.randomUUID()), House.newNumber(), "c" + i, false, false, null, ""));
    }
    contacts.add(new Contact(
        new ContactId(UUID.randomUUID()),
        contacts.get(0).number(),
        "last",
        true,
        false,
        "sk",
        "n"));
    long before = revision();

    int changed =
        Wait.on(database.inTenant(house.tenant(), stores -> stores.contacts().upsert(contacts)));

    assertEquals(10_000, changed);
    assertTrue(revision() > before);
    assertEquals(
        "last",
        Wait.on(database.inTenant(
                house.tenant(),
                stores -> stores.contacts().byNumber(contacts.get(0).number())))
            .orElseThrow()
            .name());
  }

  private long revision() {
    return plain.count(
        "SELECT revision FROM tenant WHERE id = ?", house.tenant().value());
  }

  @Test
  void aTenantIsChangedAndReadBack() {
    var before = Wait.on(
            database.inTenant(house.tenant(), stores -> stores.tenants().byId(house.tenant())))
        .orElseThrow();
    var renamed = new Tenant(
        before.id(),
        before.agency(),
        "new-key",
        "New",
        before.status(),
        "CZ",
        "cs",
        before.zone(),
        "sip.example.com",
        before.limits(),
        before.desk(),
        new Keeping(30, 7, Set.of(Redaction.IBAN, Redaction.US_SSN)),
        0);

    assertTrue(
        Wait.yes(database.inTenant(house.tenant(), stores -> stores.tenants().update(renamed))));

    var after = Wait.on(
            database.inAgency(house.agency(), stores -> stores.tenants().byKey("new-key")))
        .orElseThrow();
    assertEquals("sip.example.com", after.sipDomain());
    assertEquals(renamed.keeping(), after.keeping());
    assertTrue(after.revision() > before.revision());
  }

  @Test
  void aKeyIsFoundByItsHashUntilItIsRevoked() {
    byte[] sha256 = new byte[32];
    sha256[0] = 7;
    var id = Wait.on(database.inAgency(
        house.agency(),
        stores -> stores
            .keys()
            .add(new ApiKeyStore.Fresh("ci", "agency", Buffer.buffer(sha256), "fd_", null))));
    assertEquals(
        house.agency(), Wait.on(database.keys().bySha256(sha256)).orElseThrow().agency());

    assertTrue(
        Wait.yes(database.inAgency(house.agency(), stores -> stores.keys().revoke(id))));

    assertTrue(Wait.on(database.keys().bySha256(sha256)).isEmpty());
  }

  @Test
  void aNodeWithoutALeaseLeavesOrphans() {
    var call = house.open(database);
    var claims = database.claims();
    var none = Duration.ZERO;
    assertTrue(
        Wait.on(claims.orphaned(none, 1000)).stream().anyMatch(it -> it.call().equals(call)));

    Wait.on(database.leases().renew(House.NODE, "sessions", Duration.ofMinutes(1)));
    assertTrue(
        Wait.on(claims.orphaned(none, 1000)).stream().noneMatch(it -> it.call().equals(call)));

    Wait.on(database.leases().release(House.NODE));
    assertTrue(
        Wait.on(claims.orphaned(none, 1000)).stream().anyMatch(it -> it.call().equals(call)));
  }
}
