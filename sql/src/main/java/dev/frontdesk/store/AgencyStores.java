package dev.frontdesk.store;

/** The stores of one agency, for one transaction: its tenants and what belongs to the agency itself. */
public final class AgencyStores {
  private final Scope scope;

  AgencyStores(Scope scope) {
    this.scope = scope;
  }

  public TenantStore tenants() {
    return new TenantStore(scope);
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

  public ApiKeyStore keys() {
    return new ApiKeyStore(scope, Scope.Of.AGENCY);
  }

  public AuditStore audit() {
    return new AuditStore(scope, Scope.Of.AGENCY);
  }
}
