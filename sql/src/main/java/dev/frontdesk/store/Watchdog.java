package dev.frontdesk.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A small shell process that outlives us by seconds. It reads from a pipe that we hold: when we are gone, however we went, the
 * pipe ends, and it stops the server. No process id of ours is watched, so none can be mistaken for another.
 */
final class Watchdog {
  /** Watches nothing. */
  static final Watchdog NONE = new Watchdog(null);

  /**
   * Its input names the server; without a name it is the one that postmaster.pid names. Fast shutdown first, immediate after 4 s. Deaf to the signals that a terminal sends to all of us.
   */
  private static final String SCRIPT = """
      trap '' INT TERM HUP
      while read -r line; do [ "$line" = dismissed ] && exit 0; server=$line; done
      [ -n "$server" ] || server=$(head -n 1 "$1/postmaster.pid" 2>/dev/null)
      [ -n "$server" ] || exit 0
      [ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$server" ] || exit 0
      kill -INT "$server" 2>/dev/null
      for tenth in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        kill -0 "$server" 2>/dev/null || break
        sleep 0.2
      done
      [ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$server" ] && kill -QUIT "$server" 2>/dev/null
      [ -n "$2" ] && sleep 1 && rm -rf "$2"
      exit 0
      """;

  private final @Nullable Process process;

  private Watchdog(@Nullable Process process) {
    this.process = process;
  }

  /** @param removed folder that goes with the server; null: none */
  static Watchdog start(Path pgdata, @Nullable Path removed) throws IOException {
    // In a session of its own, so that a kill of our process group leaves it to do its work.
    boolean setsid = Files.isExecutable(Path.of("/usr/bin/setsid"));
    var builder = setsid
        ? new ProcessBuilder("/usr/bin/setsid", "sh", "-c", SCRIPT, "frontdesk-watchdog")
        : new ProcessBuilder("sh", "-c", SCRIPT, "frontdesk-watchdog");
    builder.command().add(pgdata.toString());
    builder.command().add(removed == null ? "" : removed.toString());
    return new Watchdog(builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start());
  }

  /** From now on this server and no other. */
  void watch(long server) throws IOException {
    tell(Long.toString(server));
  }

  /** The server was stopped in order; nothing is left to do. */
  void dismiss() {
    if (process == null) {
      return;
    }
    try {
      tell("dismissed");
      process.getOutputStream().close();
    } catch (IOException e) {
      // It is gone already, which is what was asked for.
      process.destroy();
    }
  }

  private void tell(String line) throws IOException {
    if (process != null) {
      OutputStream pipe = process.getOutputStream();
      pipe.write((line + "\n").getBytes(US_ASCII));
      pipe.flush();
    }
  }
}
