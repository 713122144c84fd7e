package dev.frontdesk.store;

import io.vertx.core.Future;

/** The stores of one tenant, for one transaction. */
public final class TenantStores {
  private final Scope scope;

  TenantStores(Scope scope) {
    this.scope = scope;
  }

  public TenantStore tenants() {
    return new TenantStore(scope);
  }

  public NumberStore numbers() {
    return new NumberStore(scope);
  }

  public EndpointStore endpoints() {
    return new EndpointStore(scope, Scope.Of.TENANT);
  }

  public ProfileStore profiles() {
    return new ProfileStore(scope);
  }

  public CanaryStore canary() {
    return new CanaryStore(scope);
  }

  public KnowledgeStore knowledge() {
    return new KnowledgeStore(scope);
  }

  public ContactStore contacts() {
    return new ContactStore(scope);
  }

  public TargetStore targets() {
    return new TargetStore(scope);
  }

  public HttpToolStore httpTools() {
    return new HttpToolStore(scope);
  }

  public ScreeningStore screening() {
    return new ScreeningStore(scope);
  }

  public EmergencyStore emergency() {
    return new EmergencyStore(scope);
  }

  public VoicemailStore voicemail() {
    return new VoicemailStore(scope);
  }

  public TextingStore texting() {
    return new TextingStore(scope);
  }

  public SummaryStore summaries() {
    return new SummaryStore(scope);
  }

  public BlockStore blocks() {
    return new BlockStore(scope, Scope.Of.TENANT);
  }

  public CalendarStore calendars() {
    return new CalendarStore(scope);
  }

  public McpServerStore mcpServers() {
    return new McpServerStore(scope);
  }

  public HoursStore hours() {
    return new HoursStore(scope);
  }

  public CallStore calls() {
    return new CallStore(scope);
  }

  public HoldStore holds() {
    return new HoldStore(scope);
  }

  public UtteranceStore utterances() {
    return new UtteranceStore(scope);
  }

  public FactStore facts() {
    return new FactStore(scope);
  }

  public FeedStore feed() {
    return new FeedStore(scope);
  }

  public AttemptStore attempts() {
    return new AttemptStore(scope);
  }

  public MessageStore messages() {
    return new MessageStore(scope);
  }

  /** What is written down about some calls, all together. */
  public EvidenceStore evidence() {
    return new EvidenceStore(scope);
  }

  public ErasureStore erasures() {
    return new ErasureStore(scope);
  }

  public AnalyticsStore analytics() {
    return new AnalyticsStore(scope);
  }

  public UsageStore usage() {
    return new UsageStore(scope);
  }

  public ApiKeyStore keys() {
    return new ApiKeyStore(scope, Scope.Of.TENANT);
  }

  public WebhookStore webhooks() {
    return new WebhookStore(scope, Scope.Of.TENANT);
  }

  public ChannelStore channels() {
    return new ChannelStore(scope);
  }

  public DeliveryStore deliveries() {
    return new DeliveryStore(scope, Scope.Of.TENANT);
  }

  public AuditStore audit() {
    return new AuditStore(scope, Scope.Of.TENANT);
  }

  /** Ends when no other transaction that asked for this has begun and not ended: readers are not kept out. */
  public Future<Void> oneWriter() {
    return scope.oneWriter();
  }

  public IdempotencyStore answers() {
    return new IdempotencyStore(scope, Scope.Of.TENANT);
  }
}
