package dev.frontdesk.launcher.terminal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * While the first signal is being obeyed, the machine ignores the next; whoever sends one is in a hurry. The class that takes signals is
 * in every JDK (module jdk.unsupported) but in no release's contract, so it is asked for by name.
 */
public final class SecondSignal {
  private static final Logger LOG = LoggerFactory.getLogger(SecondSignal.class);

  /** By name, the exit status that a shell shows for it. */
  private static final Map<String, Integer> STATUS = Map.of("INT", 130, "TERM", 143);

  private SecondSignal() {}

  /** From now on SIGINT and SIGTERM end the process at once; where that cannot be had, they wait as before. */
  public static void endsTheProcess() {
    STATUS.forEach(SecondSignal::halt);
  }

  private static void halt(String name, int status) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler halting = (proxy, method, arguments) -> {
        Runtime.getRuntime().halt(status);
        return null;
      };
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance(name),
              Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, halting));
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      LOG.atDebug().setCause(e).log("a second SIG{} does not end the process", name);
    }
  }
}
