package dev.frontdesk.admin.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;

/** The contract itself, for machines and for people. */
final class ContractRoutes {
  private static final String PAGE = "docs.html";

  private final Answer contract;

  ContractRoutes(JsonObject contract) {
    this.contract = Answer.ok(new Answer.Ready(contract.encode()));
  }

  void bind(Operations operations) {
    operations.on("getContract", request -> Future.succeededFuture(contract));
  }

  /** A page that renders the contract, with nothing from elsewhere. */
  static void mountPage(Router router) {
    router
        .get("/v1/docs")
        .handler(request -> request
            .response()
            .putHeader("content-type", "text/html; charset=utf-8")
            .putHeader(
                "content-security-policy",
                "default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'")
            .sendFile(PAGE));
  }
}
