package dev.frontdesk.launcher.demo;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.store.AgencyStores;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.EndpointStore.Kind;
import dev.frontdesk.store.NumberStore.Did;
import dev.frontdesk.store.ProfileStore.Draft;
import dev.frontdesk.store.SecretVault;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Writes agencies and businesses into an empty database. Blocks. */
final class Founding {
  private final Database database;

  Founding(Database database) {
    this.database = database;
  }

  /** A tenant where it can be called. */
  record Founded(Business business, AgencyId agency, TenantId tenant) {}

  AgencyId agency(String name) {
    return database.platform().createAgency(name).await();
  }

  /** A provider project of the agency's own. */
  EndpointId endpoint(
      AgencyId agency, URI provider, Secret apiKey, Secret webhook, SecretVault vault) {
    return database
        .inAgency(
            agency,
            stores -> stores
                .endpoints()
                .create("openai", "own project", provider.toString(), null)
                .compose(id -> stores
                    .endpoints()
                    .addSecret(id, Kind.API_KEY, apiKey, vault)
                    .compose(done -> stores.endpoints().addSecret(id, Kind.WEBHOOK, webhook, vault))
                    .map(id)))
        .await();
  }

  Founded business(Business business, AgencyId agency, EndpointId endpoint) {
    var id = new TenantId(UUID.randomUUID());
    database
        .inAgency(agency, stores -> tenant(stores, business, agency, id, endpoint))
        .compose(done -> database.inTenant(id, stores -> fill(stores, business)))
        .await();
    return new Founded(business, agency, id);
  }

  private static Future<?> tenant(
      AgencyStores stores, Business business, AgencyId agency, TenantId id, EndpointId endpoint) {
    var plain = Tenant.named(
        id, agency, business.key(), business.name(), "US", business.hours().zone());
    var tenant = new Tenant(
        id,
        agency,
        plain.key(),
        plain.name(),
        plain.status(),
        plain.region(),
        business.locale(),
        plain.zone(),
        null,
        plain.limits(),
        plain.desk(),
        plain.keeping(),
        0);
    return stores
        .tenants()
        .create(tenant)
        .compose(
            done -> stores.numbers().add(new Did(business.number(), id, endpoint, "main line")));
  }

  private static Future<?> fill(TenantStores stores, Business business) {
    Future<?> filled = stores
        .hours()
        .replace(business.hours())
        .compose(done -> stores.contacts().upsert(business.contacts()));
    for (var target : business.targets()) {
      filled = filled.compose(done -> stores.targets().save(target));
    }
    var draft = new Draft(
        business.prompt(),
        business.greeting(),
        business.closedGreeting(),
        VoiceSettings.DEFAULTS,
        business.tools(),
        List.copyOf(business.knowledge()));
    return filled
        .compose(done -> stores.profiles().saveDraft(draft))
        .compose(version -> stores.profiles().publish(version));
  }
}
