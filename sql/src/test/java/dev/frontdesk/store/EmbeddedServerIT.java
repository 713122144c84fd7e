package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manners of a server that somebody did not ask for: it joins, it lasts, it goes. */
class EmbeddedServerIT {
  private static final long GONE_WITHIN_S = 10;

  @TempDir
  Path data;

  /** A process of its own that starts the server, says so, and waits for its end. */
  static final class Owner {
    private Owner() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws InterruptedException {
      EmbeddedServer server = EmbeddedServer.start(Path.of(arguments[0]));
      System.out.println("server " + server.pid() + " " + server.owned());
      Thread.currentThread().join();
    }
  }

  private Process owner() throws IOException {
    return owner(List.of());
  }

  private Process owner(List<String> by) throws IOException {
    var command = new ArrayList<>(by);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(
        "-cp", System.getProperty("java.class.path"), Owner.class.getName(), data.toString()));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /**
   * Somebody at a terminal. A shell's background job, this test run perhaps, has SIGINT ignored and hands that on to its children
   * (POSIX shell, 2.11), and a JVM honours it; so the owner gets its default back.
   */
  private Process ownerAtTerminal() throws Exception {
    var restored = List.of("env", "--default-signal=INT");
    boolean known = new ProcessBuilder(restored).start().waitFor() == 0;
    return owner(known ? restored : List.of());
  }

  /** First and only line that the owner prints; anything else of the server on stdout would come before it. */
  private static long serverOf(Process owner) throws IOException {
    BufferedReader said = owner.inputReader();
    String[] words = String.valueOf(said.readLine()).split(" ", 3);
    assertEquals("server", words[0]);
    return Long.parseLong(words[1]);
  }

  /** A process that is dead and not yet collected by its parent has no command any more. */
  private static void assertGone(long pid) {
    Wait.until(
        "server %d is gone".formatted(pid),
        GONE_WITHIN_S,
        () -> ProcessHandle.of(pid).flatMap(process -> process.info().command()).isEmpty());
  }

  private static String answer(EmbeddedServer server, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(
            server.migrating("postgres").jdbcUrl(), EmbeddedServer.SUPERUSER, null);
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aServerComesBackWhereItWasWithAllThatWasCommitted(boolean immediate) throws SQLException {
    try (var server = EmbeddedServer.start(data)) {
      try (var connection = DriverManager.getConnection(
              server.migrating("postgres").jdbcUrl(), EmbeddedServer.SUPERUSER, null);
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE kept AS SELECT 42 AS n");
      }
      int port = server.port();

      server.stop(immediate);
      assertThrows(SQLException.class, () -> answer(server, "SELECT 1"));
      server.startAgain();

      assertEquals(port, server.port());
      assertEquals("42", answer(server, "SELECT n FROM kept"));
    }
  }

  @Test
  void theServerGoesWithAnOwnerThatIsKilled() throws Exception {
    Process owner = owner();
    long server = serverOf(owner);

    owner.destroyForcibly();

    assertGone(server);
    assertFalse(Files.exists(data.resolve("postgres/postmaster.pid")));
  }

  @Test
  void theServerGoesWithAnOwnerThatIsTerminated() throws Exception {
    Process owner = owner();
    long server = serverOf(owner);

    owner.destroy();

    assertGone(server);
  }

  @Test
  void theServerGoesWithAnOwnerThatIsInterrupted() throws Exception {
    Process owner = ownerAtTerminal();
    long server = serverOf(owner);

    new ProcessBuilder("kill", "-INT", Long.toString(owner.pid())).start().waitFor();

    assertGone(server);
  }

  @Test
  void theNextOwnerStartsAtOnceAndFindsEverything() throws Exception {
    Process owner = owner();
    long before = serverOf(owner);
    try (EmbeddedServer joined = EmbeddedServer.start(data)) {
      answer(joined, "WITH made AS (SELECT 1) SELECT pg_logical_emit_message(false, 'a', 'b')");
      try (var connection = DriverManager.getConnection(
              joined.migrating("postgres").jdbcUrl(), EmbeddedServer.SUPERUSER, null);
          var create = connection.createStatement()) {
        create.execute("CREATE TABLE kept AS SELECT 42 AS answer");
      }
    }
    owner.destroyForcibly();
    owner.waitFor();

    try (EmbeddedServer next = EmbeddedServer.start(data)) {
      assertTrue(next.owned());
      assertEquals("42", answer(next, "SELECT answer FROM kept"));
    }
    assertGone(before);
  }

  @Test
  void aSecondProcessJoinsAndNeverStopsWhatItDidNotStart() throws Exception {
    try (EmbeddedServer first = EmbeddedServer.start(data)) {
      Process second = owner();

      assertEquals(first.pid(), serverOf(second));
      second.destroy();
      second.waitFor();
      EmbeddedServer third = EmbeddedServer.start(data);
      assertFalse(third.owned());
      third.close();

      assertEquals("1", answer(first, "SELECT 1"));
    }
  }

  @Test
  void whatACrashedServerLeftIsNoHindrance() throws Exception {
    EmbeddedServer.start(data).close();
    // A process id that is alive, but no PostgreSQL.
    Files.write(
        data.resolve("postgres/postmaster.pid"),
        List.of(
            Long.toString(ProcessHandle.current().pid()),
            "x",
            "1",
            "1",
            "",
            "127.0.0.1",
            "",
            "ready"));

    try (EmbeddedServer server = EmbeddedServer.start(data)) {
      assertEquals("1", answer(server, "SELECT 1"));
    }
  }

  @Test
  void itIsDurableSmallAndHeardOnThisMachineOnly() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(data)) {
      assertEquals(
          "on on",
          answer(
              server,
              "SELECT current_setting('fsync') || ' ' || current_setting('synchronous_commit')"));
      assertEquals("127.0.0.1", answer(server, "SHOW listen_addresses"));
      assertEquals("32MB", answer(server, "SHOW shared_buffers"));
    }
  }

  @Test
  void aTemporaryServerLeavesNothingBehind() {
    EmbeddedServer server = EmbeddedServer.temporary();
    Path folder = server.folder();
    long pid = server.pid();
    assertTrue(Files.exists(folder));

    server.close();

    assertFalse(Files.exists(folder));
    assertGone(pid);
  }
}
