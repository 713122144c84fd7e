package dev.frontdesk.launcher.bench;

import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.database.MasterKey;
import dev.frontdesk.launcher.terminal.UntilStopped;
import dev.frontdesk.simulator.load.LoadOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The gateway that is measured.
 *
 * @param providerPort where it looks for its provider
 * @param pid of its process; 0: unknown
 * @param databasePid of its PostgreSQL; 0: unknown
 */
record GatewayUnderTest(URI webhook, int providerPort, long pid, long databasePid) {

  /** Starts one in a process of its own, on a database of its own, with a tenant that owns {@code number}. */
  static GatewayUnderTest start(
      UntilStopped stops,
      String number,
      List<String> jvm,
      boolean cluster,
      Consumer<String> progress) {
    progress.accept("Starting PostgreSQL and a gateway of its own ...");
    var server = stops.with(DatabaseServer.temporary());
    server.migrate();
    BenchTenant.found(server, number);
    int port = GatewayProcess.freePort();
    int management = GatewayProcess.freePort();
    int provider = GatewayProcess.freePort();
    var process = stops.with(
        new GatewayProcess(jvm, environment(server, port, management, provider, cluster)));
    process.awaitReady(URI.create("http://127.0.0.1:" + management + "/health/ready"));
    return new GatewayUnderTest(
        URI.create("http://127.0.0.1:" + port + "/openai/webhook"),
        provider,
        process.pid(),
        server.pid());
  }

  private static Map<String, String> environment(
      DatabaseServer server, int port, int management, int provider, boolean cluster) {
    return Map.ofEntries(
        Map.entry("HOST", "127.0.0.1"),
        Map.entry("PORT", Integer.toString(port)),
        Map.entry("ADMIN_PORT", "0"),
        Map.entry("MANAGEMENT_PORT", Integer.toString(management)),
        Map.entry("DATABASE_URL", server.url()),
        Map.entry("OPENAI_BASE_URL", "http://127.0.0.1:" + provider + "/v1"),
        Map.entry("OPENAI_API_KEY", "sk-bench"),
        Map.entry(
            "OPENAI_WEBHOOK_SECRET",
            LoadOptions.defaults(URI.create("http://x")).secret()),
        Map.entry("FRONTDESK_MASTER_KEY", MasterKey.random().reveal()),
        Map.entry("FRONTDESK_CLUSTER", cluster ? "tcp:127.0.0.1" : ""),
        Map.entry("FRONTDESK_CLUSTER_HOST", "127.0.0.1"),
        Map.entry("FRONTDESK_LOG", "warn"));
  }
}
