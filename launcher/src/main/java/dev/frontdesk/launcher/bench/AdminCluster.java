package dev.frontdesk.launcher.bench;

import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.database.MasterKey;
import dev.frontdesk.launcher.terminal.UntilStopped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Gateways on one database, each a process of its own, that find each other over loopback.
 *
 * @param key of the platform's operator
 */
record AdminCluster(List<Member> nodes, String key) {
  private static final String NO_LIMIT = "1000000";

  /** One of them: the ports of its API and of its health. */
  record Member(int admin, int management, long pid) {}

  static AdminCluster start(UntilStopped stops, int nodes, List<String> jvm) {
    var server = stops.with(DatabaseServer.temporary());
    server.migrate();
    String key = "fd_" + UUID.randomUUID();
    String master = MasterKey.random().reveal();
    // One after the other: three that start at once on two cores get in each other's way.
    var members = new ArrayList<Member>();
    for (int each = 0; each < nodes; each++) {
      members.add(member(stops, jvm, server, key, master));
    }
    return new AdminCluster(List.copyOf(members), key);
  }

  private static Member member(
      UntilStopped stops, List<String> jvm, DatabaseServer server, String key, String master) {
    int admin = GatewayProcess.freePort();
    int management = GatewayProcess.freePort();
    var environment = Map.ofEntries(
        Map.entry("HOST", "127.0.0.1"),
        Map.entry("PORT", "0"),
        Map.entry("ADMIN_PORT", Integer.toString(admin)),
        Map.entry("MANAGEMENT_PORT", Integer.toString(management)),
        Map.entry("DATABASE_URL", server.url()),
        Map.entry("OPENAI_API_KEY", "sk-bench"),
        Map.entry("FRONTDESK_MASTER_KEY", master),
        Map.entry("FRONTDESK_BOOTSTRAP_KEY", key),
        Map.entry("FRONTDESK_API_REQUESTS", NO_LIMIT),
        Map.entry("FRONTDESK_API_BURST", NO_LIMIT),
        Map.entry("FRONTDESK_CLUSTER", "tcp:127.0.0.1"),
        Map.entry("FRONTDESK_CLUSTER_HOST", "127.0.0.1"),
        Map.entry("FRONTDESK_LOG", "error"));
    var process = stops.with(new GatewayProcess(jvm, environment));
    process.awaitReady(URI.create("http://127.0.0.1:" + management + "/health/ready"));
    return new Member(admin, management, process.pid());
  }
}
