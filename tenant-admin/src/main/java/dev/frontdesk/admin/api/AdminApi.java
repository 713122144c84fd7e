package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.KeyRing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;

/** The admin API of one node. May be mounted on several routers. */
public final class AdminApi {
  private final Vertx vertx;
  private final OpenAPIContract contract;
  private final KeyRing ring;
  private final Operations operations;
  private final Pipeline pipeline;

  private AdminApi(
      Vertx vertx, ContractFile file, Database database, KeyRing ring, ApiSettings settings) {
    this.vertx = vertx;
    this.contract = file.read();
    this.ring = ring;
    this.operations = new Operations(contract);
    var reach = new Reach(database);
    var writes = new Writes(database);
    new ContractRoutes(file.shown()).bind(operations);
    new AgencyRoutes(database, writes).bind(operations);
    new TenantRoutes(database, writes, reach).bind(operations);
    new KeyRoutes(database, writes).bind(operations);
    operations.all();
    this.pipeline =
        new Pipeline(new Gate(ring, settings), reach, new Validation(vertx, contract), settings);
  }

  /**
   * Reads the contract and starts to listen for revoked keys.
   */
  public static Future<AdminApi> open(Vertx vertx, Database database, ApiSettings settings) {
    return ContractFile.open(vertx)
        .compose(file -> KeyRing.open(vertx, database)
            .map(ring -> new AdminApi(vertx, file, database, ring, settings)));
  }

  /** Puts the API under {@code /v1}. */
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
    router.errorHandler(404, request -> strange(request, Kind.NOT_FOUND));
    router.errorHandler(405, request -> strange(request, Kind.METHOD_NOT_ALLOWED));
    router.errorHandler(400, request -> strange(request, Kind.INVALID));
    router.errorHandler(500, request -> Problems.answer(request.response(), failure(request)));
  }

  public Future<Void> close() {
    return ring.close();
  }

  private static Throwable failure(RoutingContext request) {
    Throwable cause = request.failure();
    return cause == null ? new IllegalStateException("failed without a cause") : cause;
  }

  private static void strange(RoutingContext request, Kind kind) {
    Throwable cause = request.failure();
    Problems.answer(
        request.response(), cause instanceof Fault ? cause : new Fault(kind, "see /v1/docs"));
  }
}
