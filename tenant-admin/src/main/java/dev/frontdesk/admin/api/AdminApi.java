package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.admin.oidc.Tokens;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.KeyRing;
import dev.frontdesk.store.SecretVault;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The admin API of one node. May be mounted on several routers. */
public final class AdminApi {
  private final Vertx vertx;
  private final OpenAPIContract contract;
  private final KeyRing ring;
  private final @Nullable Tokens tokens;
  private final Operations operations;
  private final Pipeline pipeline;
  private final FeedRoutes feeds;

  private AdminApi(
      Vertx vertx,
      Bus bus,
      ContractFile file,
      Database database,
      KeyRing ring,
      @Nullable SecretVault vault,
      Revisions revisions,
      ApiSettings settings,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.contract = file.read();
    this.ring = ring;
    this.operations = new Operations(contract);
    var reach = new Reach(database);
    var writes = new Writes(database);
    tokens = settings
        .oidc()
        .map(issuer -> new Tokens(vertx, issuer, InstantSource.system()))
        .orElse(null);
    var gate = new Gate(ring, tokens, reach, settings);
    new ContractRoutes(file.shown()).bind(operations);
    new AgencyRoutes(database, writes).bind(operations);
    new MoneyRoutes(database, writes).bind(operations);
    new TenantRoutes(database, writes, reach).bind(operations);
    new KeyRoutes(database, writes, ring).bind(operations);
    var numbers = new NumberRoutes(database, writes);
    numbers.bind(operations);
    new EndpointRoutes(database, writes, vault, settings.outward()).bind(operations);
    new EndpointTestRoutes(database, bus).bind(operations);
    new NumberSyncRoutes(database, writes, bus).bind(operations);
    new ProfileRoutes(database, writes).bind(operations);
    new TemplateRoutes(database, writes).bind(operations);
    new ContactRoutes(vertx, database, writes).bind(operations);
    new TargetRoutes(database, writes).bind(operations);
    new ScreeningRoutes(database, writes).bind(operations);
    new BlockRoutes(database, writes).bind(operations);
    new EmergencyRoutes(database, writes).bind(operations);
    new SummaryRoutes(database, writes).bind(operations);
    new VoicemailRoutes(database, writes).bind(operations);
    new TextingRoutes(database, writes).bind(operations);
    new ToolRoutes(database, writes, vault, settings.outward()).bind(operations);
    new McpRoutes(database, writes, vault, settings.outward()).bind(operations);
    new CalendarRoutes(database, writes, vault, settings.outward()).bind(operations);
    var outward = new OutwardClient(vertx, settings.outward());
    new CalendarTestRoutes(database, vault, outward).bind(operations);
    new WebhookRoutes(database, writes, vault, settings.outward()).bind(operations);
    new DeliveryRoutes(database, writes).bind(operations);
    new ChannelRoutes(database, writes, vault, settings.outward()).bind(operations);
    new ChannelDeliveryRoutes(database, writes).bind(operations);
    new HoursRoutes(database, writes).bind(operations);
    new SettingsRoutes(database, writes, numbers, vault, settings.outward()).bind(operations);
    new CallRoutes(database).bind(operations);
    new HoldRoutes(database, writes).bind(operations);
    new MessageRoutes(database, writes).bind(operations);
    new AuditRoutes(database).bind(operations);
    new ReportRoutes(database).bind(operations);
    new UsageRoutes(database).bind(operations);
    new AnalyticsRoutes(database).bind(operations);
    new ErasureRoutes(database, writes).bind(operations);
    new CommandRoutes(database, new Steering(vertx, database, bus)).bind(operations);
    new PreviewRoutes(database, bus).bind(operations);
    new CanaryRoutes(database, writes).bind(operations);
    new DiffRoutes(vertx, database).bind(operations);
    feeds = new FeedRoutes(vertx, database, gate);
    feeds.bind(operations);
    operations.all();
    this.pipeline = new Pipeline(
        gate,
        reach,
        new Validation(vertx, contract),
        new Remembered(revisions),
        settings,
        new ApiMeters(meters));
    Gauge.builder("frontdesk.api.followers", feeds, FeedRoutes::followers)
        .description("Who follow calls on this node now.")
        .register(meters);
  }

  /** As below, of a node that remembers nothing. */
  public static Future<AdminApi> open(
      Vertx vertx, Bus bus, Database database, @Nullable SecretVault vault, ApiSettings settings) {
    return open(vertx, bus, database, vault, Revisions.NONE, settings);
  }

  /**
   * Reads the contract and starts to listen for revoked keys.
   *
   * @param bus on which the nodes that hold calls are reached
   * @param vault seals the secrets of endpoints and tools; null: none can be stored
   * @param revisions while they stand, what was read of a tenant is answered from memory
   */
  public static Future<AdminApi> open(
      Vertx vertx,
      Bus bus,
      Database database,
      @Nullable SecretVault vault,
      Revisions revisions,
      ApiSettings settings) {
    return open(vertx, bus, database, vault, revisions, settings, new SimpleMeterRegistry());
  }

  /** As above, measured. */
  public static Future<AdminApi> open(
      Vertx vertx,
      Bus bus,
      Database database,
      @Nullable SecretVault vault,
      Revisions revisions,
      ApiSettings settings,
      MeterRegistry meters) {
    return ContractFile.open(vertx)
        .compose(file -> KeyRing.open(vertx, database)
            .map(ring -> new AdminApi(
                vertx, bus, file, database, ring, vault, revisions, settings, meters)));
  }

  /** Puts the API under {@code /v1}, and its aliases under {@code /control}. */
  public void mount(Router router) {
    var builder = RouterBuilder.create(vertx, contract);
    operations
        .all()
        .forEach(bound -> builder
            .getRoute(bound.operation().getOperationId())
            .setDoValidation(false)
            .setDoSecurity(false)
            .addHandler(request -> pipeline.serve(request, bound)));
    ContractRoutes.mountPage(router);
    router.route("/*").subRouter(builder.createRouter());
    strange(router, Kind.NOT_FOUND);
    strange(router, Kind.METHOD_NOT_ALLOWED);
    strange(router, Kind.INVALID);
    strange(router, Kind.INTERNAL);
  }

  /** How many follow calls on this node now. */
  public int followers() {
    return feeds.followers();
  }

  public Future<Void> close() {
    return tokens == null ? ring.close() : ring.close().eventually(tokens::close);
  }

  /** What no operation has answered; other routes of the router keep their plain statuses. */
  private static void strange(Router router, Kind kind) {
    router.errorHandler(kind.status, request -> {
      Throwable cause = request.failure();
      if (!request.request().path().startsWith("/v1/")) {
        request.response().setStatusCode(kind.status).end();
      } else if (kind == Kind.INTERNAL && cause != null) {
        Problems.answer(request.response(), cause);
      } else {
        Problems.answer(request.response(), new Fault(kind, "see /v1/docs"));
      }
    });
  }
}
