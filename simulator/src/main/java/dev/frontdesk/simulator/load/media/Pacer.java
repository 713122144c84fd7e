package dev.frontdesk.simulator.load.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One thread that does what is due and reads sockets in between. It never sleeps, so what it does is late only if there is too much of it. All but
 * {@link #ask} and {@link #close} is for that thread.
 */
final class Pacer implements AutoCloseable {
  /** A step that comes again. */
  @FunctionalInterface
  interface Step {
    /**
     * @param due {@link System#nanoTime} at which it was due
     * @return when it is due again; 0: never
     */
    long run(long due);
  }

  private static final class Due implements Comparable<Due> {
    final Step step;
    long at;

    Due(Step step, long at) {
      this.step = step;
      this.at = at;
    }

    @Override
    public int compareTo(Due other) {
      return Long.compare(at - other.at, 0);
    }
  }

  private static final int BUFFER = 256 << 10; // bytes
  private static final int MOST_IN_A_ROW = 16;

  final ByteBuffer reading = ByteBuffer.allocateDirect(BUFFER);
  final ByteBuffer writing = ByteBuffer.allocateDirect(BUFFER);
  private final Selector selector;
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private final Queue<Runnable> asked = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  private Pacer(Selector selector) {
    this.selector = selector;
  }

  static Pacer start() {
    try {
      var pacer = new Pacer(Selector.open());
      var thread = new Thread(pacer::run, "pacer");
      thread.setDaemon(true);
      thread.start();
      return pacer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Selector selector() {
    return selector;
  }

  /** From any thread. */
  void ask(Runnable something) {
    asked.add(something);
  }

  void at(long nanos, Step step) {
    due.add(new Due(step, nanos));
  }

  void after(long nanos, Runnable once) {
    at(System.nanoTime() + nanos, moment -> {
      once.run();
      return 0;
    });
  }

  /** Its sockets are closed with it. */
  @Override
  public void close() {
    closed = true;
  }

  private void run() {
    try (selector) {
      while (!closed) {
        for (Runnable each = asked.poll(); each != null; each = asked.poll()) {
          each.run();
        }
        doWhatIsDue();
        selector.selectNow(Pacer::ready);
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void doWhatIsDue() {
    for (int done = 0; done < MOST_IN_A_ROW; done++) {
      Due first = due.peek();
      if (first == null || first.at - System.nanoTime() > 0) {
        return;
      }
      due.poll();
      long again = first.step.run(first.at);
      if (again != 0) {
        first.at = again;
        due.add(first);
      }
    }
  }

  private static void ready(SelectionKey key) {
    ((Runnable) key.attachment()).run();
  }
}
