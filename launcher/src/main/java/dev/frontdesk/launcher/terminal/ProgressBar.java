package dev.frontdesk.launcher.terminal;

import java.io.PrintWriter;

/** How far something is: a bar that grows on a terminal, a line every tenth in a pipe. */
public final class ProgressBar implements AutoCloseable {
  private static final int WIDTH = 30;
  private static final int TENTHS = 10;

  private final PrintWriter err;
  private final String what;
  private final int total;
  private final boolean terminal;
  private final long begun = System.nanoTime();
  private int tenth;

  /** @param what is counted, as in {@code 500 of 1000 contacts} */
  public ProgressBar(PrintWriter err, String what, int total) {
    this(err, what, total, Ink.auto().colours());
  }

  ProgressBar(PrintWriter err, String what, int total, boolean terminal) {
    this.err = err;
    this.what = what;
    this.total = total;
    this.terminal = terminal;
  }

  /** @param done 0 to the total */
  public void at(int done) {
    double share = total == 0 ? 1 : Math.min(1, (double) done / total);
    if (terminal) {
      int full = (int) (share * WIDTH);
      err.print("\r[%s%s] %3d %%  %d of %d %s"
          .formatted(
              "#".repeat(full), "-".repeat(WIDTH - full), (int) (share * 100), done, total, what));
    } else if ((int) (share * TENTHS) > tenth) {
      tenth = (int) (share * TENTHS);
      err.println("%d of %d %s".formatted(done, total, what));
    }
    err.flush();
  }

  /** Says how long it took, however it ended. */
  @Override
  public void close() {
    if (terminal) {
      err.println(" in %.1f s".formatted((System.nanoTime() - begun) / 1e9));
      err.flush();
    }
  }
}
