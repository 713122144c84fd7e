package dev.frontdesk.store;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import java.util.function.Function;

/** The stores of one agency, for one transaction: its tenants and what belongs to the agency itself. */
public final class AgencyStores {
  private final Scope scope;

  AgencyStores(Scope scope) {
    this.scope = scope;
  }

  /** Whose they are. */
  public AgencyId id() {
    return new AgencyId(scope.owner());
  }

  /**
   * Does {@code work} in this same transaction, which from then on sees this tenant only: the stores of the agency end here.
   *
   * @return fails with {@link StoreRefused}, and the transaction with it, if the tenant is not this agency's
   */
  public <T> Future<T> inTenant(TenantId tenant, Function<TenantStores, Future<T>> work) {
    return scope.narrowed(tenant).compose(narrowed -> work.apply(new TenantStores(narrowed)));
  }

  public AgencyStore agency() {
    return new AgencyStore(scope);
  }

  public TenantStore tenants() {
    return new TenantStore(scope);
  }

  public TemplateStore templates() {
    return new TemplateStore(scope);
  }

  /** Of the agency itself, for all its tenants. */
  public BlockStore blocks() {
    return new BlockStore(scope, Scope.Of.AGENCY);
  }

  public NumberStore numbers() {
    return new NumberStore(scope);
  }

  public EndpointStore endpoints() {
    return new EndpointStore(scope, Scope.Of.AGENCY);
  }

  public CallStore calls() {
    return new CallStore(scope);
  }

  public AnalyticsStore analytics() {
    return new AnalyticsStore(scope);
  }

  public UsageStore usage() {
    return new UsageStore(scope);
  }

  public MoneyStore money() {
    return new MoneyStore(scope);
  }

  public FeedStore feed() {
    return new FeedStore(scope);
  }

  public ApiKeyStore keys() {
    return new ApiKeyStore(scope, Scope.Of.AGENCY);
  }

  public WebhookStore webhooks() {
    return new WebhookStore(scope, Scope.Of.AGENCY);
  }

  public DeliveryStore deliveries() {
    return new DeliveryStore(scope, Scope.Of.AGENCY);
  }

  public AuditStore audit() {
    return new AuditStore(scope, Scope.Of.AGENCY);
  }

  AuditLinks auditLinks() {
    return new AuditLinks(scope);
  }

  /** Ends when no other transaction that asked for this has begun and not ended: readers are not kept out. */
  public Future<Void> oneWriter() {
    return scope.oneWriter();
  }

  public IdempotencyStore answers() {
    return new IdempotencyStore(scope, Scope.Of.AGENCY);
  }
}
