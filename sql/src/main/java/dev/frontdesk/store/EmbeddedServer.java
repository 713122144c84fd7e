package dev.frontdesk.store;

import dev.frontdesk.model.Secret;
import dev.frontdesk.store.ServerProcess.Keeping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL that needs no installation, for trying, developing and testing. The process that starts it owns it: a lock on
 * the data folder says so, a second process joins and never stops it, and when the owner is gone, however it went, the server is
 * gone within seconds. Blocks; listens on 127.0.0.1 only and trusts whoever connects there.
 */
public final class EmbeddedServer implements AutoCloseable {
  static final String SUPERUSER = "postgres";

  private final Path data;
  private Postmaster postmaster;
  private final @Nullable Owned owned;
  private final Keeping keeping;

  private EmbeddedServer(Path data, Postmaster postmaster, @Nullable Owned owned, Keeping keeping) {
    this.data = data;
    this.postmaster = postmaster;
    this.owned = owned;
    this.keeping = keeping;
  }

  /** What only the process has that started the server. */
  private record Owned(FileChannel channel, FileLock lock, ServerProcess server) {}

  /**
   * Starts the server of this folder, or joins the one that another process runs there.
   *
   * @param data is made if missing; the database is in its sub-folder {@code postgres}
   * @throws IllegalStateException if no server comes up; the message names the server's log
   */
  public static EmbeddedServer start(Path data) {
    return start(data, ServerProcess.ANY_PORT);
  }

  /** On a certain port, for who must come back where it was. */
  static EmbeddedServer start(Path data, int port) {
    return start(data.toAbsolutePath().normalize(), port, Keeping.FOR_GOOD);
  }

  /** A server in a folder of its own, which is removed at close. */
  public static EmbeddedServer temporary() {
    return temporary(Keeping.WHILE_IT_RUNS);
  }

  /** As above, for tests: what it is told survives its own crash, but not its machine's, so that a slow disk makes nobody wait. */
  public static EmbeddedServer unsynced() {
    return temporary(Keeping.UNLESS_THE_MACHINE_FAILS);
  }

  private static EmbeddedServer temporary(Keeping keeping) {
    try {
      return start(
          Files.createTempDirectory("frontdesk-postgres"), ServerProcess.ANY_PORT, keeping);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder", e);
    }
  }

  private static EmbeddedServer start(Path data, int port, Keeping keeping) {
    try {
      Files.createDirectories(data);
      var channel = FileChannel.open(
          data.resolve("postgres.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        return new EmbeddedServer(
            data, Postmaster.awaitReady(pgdata(data)), null, Keeping.FOR_GOOD);
      }
      var server = new ServerProcess(data, pgdata(data), keeping);
      try {
        return new EmbeddedServer(
            data, server.start(port), new Owned(channel, lock, server), keeping);
      } catch (RuntimeException | IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start PostgreSQL in " + data, e);
    }
  }

  /** Null when another process, or another part of this one, holds it. */
  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static Path pgdata(Path data) {
    return data.resolve("postgres");
  }

  /** {@code postgres://postgres@127.0.0.1:port/database}, with the right to migrate. */
  public String url(String database) {
    return "postgres://%s@127.0.0.1:%d/%s?sslmode=disable".formatted(SUPERUSER, port(), database);
  }

  /** For {@link Migrations}: connects as the server's superuser. */
  public DatabaseSettings migrating(String database) {
    return DatabaseSettings.parse(url(database));
  }

  /** For {@link Database}: connects as the program's own role, which must have been migrated. */
  public DatabaseSettings running(String database) {
    return migrating(database).withUser(ConnectOptions.RUNTIME_ROLE, Secret.of(""));
  }

  /** Creates a database unless it is there, and the program's role, which may log in here. */
  public void createDatabase(String name) {
    try (var connection =
            DriverManager.getConnection(migrating("postgres").jdbcUrl(), SUPERUSER, null);
        var find =
            connection.prepareStatement("SELECT EXISTS (SELECT FROM pg_database WHERE datname = ?),"
                + " EXISTS (SELECT FROM pg_roles WHERE rolname = ?)");
        var create = connection.createStatement()) {
      find.setString(1, name);
      find.setString(2, ConnectOptions.RUNTIME_ROLE);
      try (var there = find.executeQuery()) {
        there.next();
        if (!there.getBoolean(1)) {
          create.execute("CREATE DATABASE \"" + name.replace("\"", "\"\"") + '"');
        }
        if (!there.getBoolean(2)) {
          create.execute("CREATE ROLE " + ConnectOptions.RUNTIME_ROLE + " LOGIN NOBYPASSRLS");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create database " + name, e);
    }
  }

  /**
   * Stops the server and keeps what it holds, until {@link #startAgain}.
   *
   * @param immediate without a checkpoint, as in a crash; else in order, cutting off whoever is connected
   * @throws IllegalStateException if another process started it
   */
  public void stop(boolean immediate) {
    try {
      mine().server().stop(postmaster, immediate);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stop PostgreSQL in " + data, e);
    }
  }

  /** Starts the server again where it was. */
  public void startAgain() {
    try {
      postmaster = mine().server().start(postmaster.port());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start PostgreSQL again in " + data, e);
    }
  }

  private Owned mine() {
    if (owned == null) {
      throw new IllegalStateException("another process runs the server in " + data);
    }
    return owned;
  }

  Path folder() {
    return data;
  }

  public int port() {
    return postmaster.port();
  }

  /** Process id of the server. */
  public long pid() {
    return postmaster.pid();
  }

  /** False when another process started it. */
  public boolean owned() {
    return owned != null;
  }

  /** Stops the server if this process started it, and waits until it is gone. */
  @Override
  public void close() {
    if (owned == null) {
      return;
    }
    try {
      owned.server().stop(postmaster, false);
      owned.lock().release();
      owned.channel().close();
      if (keeping.isTemporary()) {
        remove(data);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL stopped, but left traces in " + data, e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
