package dev.frontdesk.launcher.admin;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.store.MasterKeyRotation.Tally;
import java.io.PrintWriter;

/** What a rotation tells the person at the terminal. Names owners, never a key. */
final class RotationReport {
  private final PrintWriter out;
  private final PrintWriter err;

  RotationReport(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  void begins(String where, int masterKeys) {
    out.printf(
        "Data keys in %s, opened by %d master key%s:%n",
        where, masterKeys, masterKeys == 1 ? "" : "s");
    out.flush();
  }

  void progress(Tally sofar) {
    out.printf(
        "  %d seen, %d to the newest master key, %d there already%n",
        sofar.seen(), sofar.rewrapped(), sofar.already());
    out.flush();
  }

  void checked(Tally tally) {
    out.printf(
        "Checked: %d to re-wrap, %d under the newest master key already. Nothing was changed.%n",
        tally.rewrapped(), tally.already());
    refuseClosed(tally);
  }

  void rotated(Tally tally) {
    out.printf(
        "Done: %d re-wrapped, %d under the newest master key already.%n",
        tally.rewrapped(), tally.already());
    refuseClosed(tally);
  }

  /** @param again what a second look found, when all should be done */
  void confirmed(Tally again) {
    refuseClosed(again);
    if (again.rewrapped() > 0) {
      throw new Trouble(
          ExitCode.FAILED,
          "%d data keys came under an older master key meanwhile: some node still wraps with it. Put the newest first on every node, then run this again"
              .formatted(again.rewrapped()));
    }
    out.println("Every data key is under the newest master key.");
    out.println("Once every node has it, the older ones may go.");
    out.flush();
  }

  private void refuseClosed(Tally tally) {
    out.flush();
    if (tally.closed().isEmpty()) {
      return;
    }
    tally
        .closed()
        .forEach(key -> err.printf("  the data key of %s: %s%n", key.owner().name(), key.why()));
    throw new Trouble(
        ExitCode.FAILED,
        "%d of %d data keys cannot be unwrapped and are as they were. List the master key they are under in FRONTDESK_MASTER_KEY as well, then run this again"
            .formatted(tally.closed().size(), tally.seen()));
  }
}
