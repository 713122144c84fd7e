package dev.frontdesk.simulator.load;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is to be played.
 *
 * @param calls how many are measured
 * @param rate calls per second
 * @param hold how long each call lasts after its greeting
 * @param turns how often the caller speaks in that time; the turn in the middle asks for the tool
 * @param deltas transcript pieces per reply
 * @param warm calls played before, at the same rate, that are not measured
 * @param ramp over which the rate rises evenly to full at the start of the measured wave; zero for none
 * @param from the first digits of the callers' numbers, four more follow
 * @param pid of the gateway, for its CPU and memory; 0 for none
 */
public record LoadOptions(
    URI webhook,
    String host,
    int port,
    String secret,
    @Nullable String apiKey,
    int calls,
    double rate,
    Duration hold,
    int turns,
    int deltas,
    int warm,
    Duration ramp,
    String to,
    String from,
    String tool,
    String toolArguments,
    long pid) {
  public LoadOptions {
    if (calls < 1 || rate <= 0 || turns < 0 || deltas < 1 || warm < 0) {
      throw new IllegalArgumentException(
          "calls and deltas from 1, rate above 0, turns and warm from 0");
    }
  }

  /** A hundred calls at ten a second, eight seconds each, as the independent bench plays them; 9100 is where it listens. */
  public static LoadOptions defaults(URI webhook) {
    return new LoadOptions(
        webhook,
        "127.0.0.1",
        9100,
        "whsec_YmVuY2gtc2VjcmV0LWJlbmNoLXNlY3JldA==",
        null,
        100,
        10,
        Duration.ofSeconds(8),
        4,
        20,
        10,
        Duration.ZERO,
        "+15550100001",
        "+1415555",
        "get_current_time",
        "{}",
        0);
  }

  /** The same load in another amount. */
  public LoadOptions playing(int someCalls, double atRate, Duration holding) {
    return changed(to -> {
      to.calls = someCalls;
      to.rate = atRate;
      to.hold = holding;
    });
  }

  public LoadOptions withWarm(int other, Duration otherRamp) {
    return changed(to -> {
      to.warm = other;
      to.ramp = otherRamp;
    });
  }

  public LoadOptions withConversation(
      int someTurns, int someDeltas, String aTool, String arguments) {
    return changed(to -> {
      to.turns = someTurns;
      to.deltas = someDeltas;
      to.tool = aTool;
      to.toolArguments = arguments;
    });
  }

  public LoadOptions withListen(String aHost, int aPort) {
    return changed(to -> {
      to.host = aHost;
      to.port = aPort;
    });
  }

  public LoadOptions withKeys(String aSecret, @Nullable String anApiKey) {
    return changed(to -> {
      to.secret = aSecret;
      to.apiKey = anApiKey;
    });
  }

  public LoadOptions withNumbers(String aTo, String aFrom) {
    return changed(to -> {
      to.to = aTo;
      to.from = aFrom;
    });
  }

  public LoadOptions withPid(long aPid) {
    return changed(to -> to.pid = aPid);
  }

  /** When call {@code index} of a wave is due, in nanoseconds after its start, if the rate rises over {@code rising}. */
  long dueNanos(int index, Duration rising) {
    double rampSeconds = rising.toNanos() / 1e9;
    double ramped = rate * rampSeconds / 2;
    double seconds = index < ramped
        ? Math.sqrt(2.0 * index * rampSeconds / rate)
        : rampSeconds + (index - ramped) / rate;
    return Math.round(seconds * 1e9);
  }

  private LoadOptions changed(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  /** The one place that repeats every component. */
  private static final class Draft {
    private final URI webhook;
    private String host;
    private int port;
    private String secret;
    private @Nullable String apiKey;
    private int calls;
    private double rate;
    private Duration hold;
    private int turns;
    private int deltas;
    private int warm;
    private Duration ramp;
    private String to;
    private String from;
    private String tool;
    private String toolArguments;
    private long pid;

    Draft(LoadOptions before) {
      webhook = before.webhook;
      host = before.host;
      port = before.port;
      secret = before.secret;
      apiKey = before.apiKey;
      calls = before.calls;
      rate = before.rate;
      hold = before.hold;
      turns = before.turns;
      deltas = before.deltas;
      warm = before.warm;
      ramp = before.ramp;
      to = before.to;
      from = before.from;
      tool = before.tool;
      toolArguments = before.toolArguments;
      pid = before.pid;
    }

    LoadOptions done() {
      return new LoadOptions(
          webhook,
          host,
          port,
          secret,
          apiKey,
          calls,
          rate,
          hold,
          turns,
          deltas,
          warm,
          ramp,
          to,
          from,
          tool,
          toolArguments,
          pid);
    }
  }
}
