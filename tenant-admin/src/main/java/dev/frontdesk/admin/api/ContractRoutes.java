package dev.frontdesk.admin.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;

/** The contract itself, for machines and for people. */
final class ContractRoutes {
  private static final String FOLDER = "docs/";
  private static final String POLICY =
      "default-src 'none'; connect-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Answer contract;

  ContractRoutes(JsonObject contract) {
    this.contract = Answer.ok(new Answer.Ready(contract.encode()));
  }

  void bind(Operations operations) {
    operations.on("getContract", request -> Future.succeededFuture(contract));
  }

  /** A page that renders the contract, with nothing from elsewhere and no script but its own file. */
  static void mountPage(Router router) {
    file(router, "/v1/docs", "docs.html", "text/html");
    file(router, "/v1/docs.css", "docs.css", "text/css");
    file(router, "/v1/docs.js", "docs.js", "text/javascript");
  }

  private static void file(Router router, String path, String name, String type) {
    router
        .get(path)
        .handler(request -> request
            .response()
            .putHeader("content-type", type + "; charset=utf-8")
            .putHeader("content-security-policy", POLICY)
            .putHeader("x-content-type-options", "nosniff")
            .putHeader("referrer-policy", "no-referrer")
            .sendFile(FOLDER + name));
  }
}
