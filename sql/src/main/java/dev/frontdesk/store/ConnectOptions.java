package dev.frontdesk.store;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;

/** How the program connects: its role, its patience, its encryption. */
final class ConnectOptions {
  static final String RUNTIME_ROLE = "frontdesk_runtime";
  private static final int CONNECT_TIMEOUT_MS = 3_000;
  private static final int PIPELINED = 64;
  private static final int LONGEST_QUEUE = 20_000;
  private static final int SHORT_QUEUE = 1_000;
  private static final int STATEMENTS_KEPT = 512;

  private ConnectOptions() {}

  static PgConnectOptions of(DatabaseSettings settings, String role) {
    var options = new PgConnectOptions()
        .setHost(settings.host())
        .setPort(settings.port())
        .setDatabase(settings.database())
        .setUser(settings.user())
        .setPassword(settings.password().reveal())
        .setPipeliningLimit(PIPELINED)
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(STATEMENTS_KEPT);
    options.addProperty("role", role);
    options.addProperty("application_name", "frontdesk");
    // The server gives up too, so that a connection we no longer wait for becomes free.
    options.addProperty("statement_timeout", "30s");
    options.addProperty("idle_in_transaction_session_timeout", "60s");
    return encrypted(options, SslMode.of(settings.sslMode()));
  }

  static NetClientOptions net() {
    return new NetClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS).setTcpKeepAlive(true);
  }

  static PoolOptions pool(DatabaseSettings settings) {
    return new PoolOptions()
        .setName("database")
        .setMaxSize(settings.connections())
        .setMaxWaitQueueSize(LONGEST_QUEUE)
        .setConnectionTimeout(CONNECT_TIMEOUT_MS)
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /** Beside {@link #pool}, for what must not wait behind anything: a node's right to act. */
  static PoolOptions vital() {
    return beside("lease", 1);
  }

  /** Beside {@link #pool}, for statements that take long, lest anything waits behind them. */
  static PoolOptions bulk() {
    return beside("bulk", 2);
  }

  /** @param name in the metrics, where pools of one name would be one */
  private static PoolOptions beside(String name, int connections) {
    return new PoolOptions()
        .setName(name)
        .setMaxSize(connections)
        .setMaxWaitQueueSize(SHORT_QUEUE)
        .setConnectionTimeout(CONNECT_TIMEOUT_MS)
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /** As libpq: certificates are checked from verify-ca on, names from verify-full on. */
  private static PgConnectOptions encrypted(PgConnectOptions options, SslMode mode) {
    options.setSslMode(mode);
    if (mode == SslMode.DISABLE) {
      return options;
    }
    boolean checked = mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL;
    return options.setSslOptions(new ClientSSLOptions()
        .setTrustAll(!checked)
        .setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : ""));
  }
}
