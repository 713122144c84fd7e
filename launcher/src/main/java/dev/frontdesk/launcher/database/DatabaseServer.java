package dev.frontdesk.launcher.database;

import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.DatabaseSettings;
import dev.frontdesk.store.EmbeddedServer;
import dev.frontdesk.store.MigrationMismatch;
import dev.frontdesk.store.Migrations;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL of this installation. Blocks; opened before any event loop runs. */
public final class DatabaseServer implements AutoCloseable {
  private static final String NAME = "frontdesk";
  private static final int CONNECT_MS = 5_000;

  private final DatabaseSettings migrating;
  private final DatabaseSettings running;
  private final @Nullable EmbeddedServer embedded;

  private DatabaseServer(
      DatabaseSettings migrating, DatabaseSettings running, @Nullable EmbeddedServer embedded) {
    this.migrating = migrating;
    this.running = running;
    this.embedded = embedded;
  }

  /**
   * The one that is set, or the embedded one of the data folder, started unless another process runs it.
   *
   * @throws Trouble if it does not answer
   */
  public static DatabaseServer open(Settings settings, DataFolder folder) {
    return settings.database().map(DatabaseServer::reached).orElseGet(() -> {
      try {
        return embedded(EmbeddedServer.start(folder.path()));
      } catch (RuntimeException e) {
        throw Trouble.because(
            ExitCode.DATABASE_UNREACHABLE, "the embedded PostgreSQL does not start", e);
      }
    });
  }

  /** A server that goes when this process goes, with everything in it. */
  public static DatabaseServer temporary() {
    return embedded(EmbeddedServer.temporary());
  }

  /** As above, for tests: it does not wait for the disk. */
  public static DatabaseServer unsynced() {
    return embedded(EmbeddedServer.unsynced());
  }

  /**
   * Applies the migrations that are missing.
   *
   * @return how many there were
   * @throws Trouble if the schema does not belong to this program
   */
  public int migrate() {
    try {
      return Migrations.run(migrating);
    } catch (MigrationMismatch e) {
      throw new Trouble(ExitCode.MIGRATION_MISMATCH, firstLine(e), e);
    } catch (IllegalStateException e) {
      throw Trouble.because(ExitCode.DATABASE_UNREACHABLE, "cannot migrate " + this, e);
    }
  }

  /** @throws Trouble if it does not answer, or would not enforce row-level security */
  public Database connect(Vertx vertx) {
    try {
      return Database.open(vertx, running).await();
    } catch (RuntimeException e) {
      throw Trouble.because(ExitCode.DATABASE_UNREACHABLE, "cannot use " + this, e);
    }
  }

  /** Process id of the server, if it runs on this machine and is ours to watch; 0: unknown. */
  public long pid() {
    return embedded == null ? 0 : embedded.pid();
  }

  /** {@code postgres://…} with the right to migrate, of the embedded server. */
  public String url() {
    if (embedded == null) {
      throw new IllegalStateException("the URL of a database of one's own is not repeated");
    }
    return embedded.url(NAME);
  }

  /** Port at which it listens. */
  public int port() {
    return running.port();
  }

  /**
   * Takes an embedded server away for a while, until {@link #startAgain}.
   *
   * @param immediate as in a crash; else in order
   */
  public void stop(boolean immediate) {
    mine().stop(immediate);
  }

  /** Brings it back on its port. */
  public void startAgain() {
    mine().startAgain();
  }

  private EmbeddedServer mine() {
    if (embedded == null) {
      throw new IllegalStateException("a database of one's own is not ours to stop");
    }
    return embedded;
  }

  /** Stops the server if this process started it. */
  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }

  /** Where it is, for people; never a password. */
  @Override
  public String toString() {
    String where = "PostgreSQL at %s:%d, database %s"
        .formatted(migrating.host(), migrating.port(), migrating.database());
    if (embedded == null) {
      return where;
    }
    return where + (embedded.owned() ? " (embedded)" : " (embedded, run by another process)");
  }

  private static DatabaseServer embedded(EmbeddedServer server) {
    server.createDatabase(NAME);
    return new DatabaseServer(server.migrating(NAME), server.running(NAME), server);
  }

  private static DatabaseServer reached(DatabaseSettings settings) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(settings.host(), settings.port()), CONNECT_MS);
    } catch (IOException e) {
      throw new Trouble(
          ExitCode.DATABASE_UNREACHABLE,
          "nobody answers at %s:%d (%s); is PostgreSQL running, and DATABASE_URL right?"
              .formatted(settings.host(), settings.port(), Trouble.why(e)),
          e);
    }
    return new DatabaseServer(settings, settings, null);
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
