package dev.frontdesk.launcher.terminal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs something until a signal comes, and lets go of its parts in reverse order, once, however it ends. */
public final class UntilStopped {
  private static final Logger LOG = LoggerFactory.getLogger(UntilStopped.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean stopping;

  private UntilStopped() {}

  /** What is to run; it returns when all is up. */
  public interface Start {
    void start(UntilStopped stops);
  }

  /** What is to be done, and answers with an exit status. */
  public interface Work {
    int work(UntilStopped stops);
  }

  /** Starts, then waits for a signal for good. */
  public static int run(Start start) {
    return during(stops -> {
      start.start(stops);
      awaitSignal();
      return ExitCode.OK.status();
    });
  }

  /** Works, and cleans up after it, or when a signal comes before it is done. */
  public static int during(Work work) {
    var stops = new UntilStopped();
    var hook = new Thread(stops::close, "frontdesk-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.work(stops);
    } finally {
      stops.close();
      forget(hook);
    }
  }

  /** Waits for a signal; the machine's own handler ends the process with 130 or 143. */
  public static void awaitSignal() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** @return {@code part}, which is closed before all that were given earlier; at once if stopping has begun */
  public synchronized <T extends AutoCloseable> T with(T part) {
    if (stopping) {
      close(part);
      throw new IllegalStateException("stopping");
    }
    parts.push(part);
    return part;
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.atDebug().log("the machine is stopping already");
    }
  }

  private synchronized void close() {
    stopping = true;
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.atWarn().setCause(e).log("a part could not be stopped in order");
    }
  }
}
