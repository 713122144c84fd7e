package dev.frontdesk.simulator.model;

import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.report.CallReport.Said;
import dev.frontdesk.simulator.report.CallReport.ToolCall;
import dev.frontdesk.simulator.report.CallReport.Who;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The model of one call that keeps to a script: says what it is told to in quotation marks, else what comes next, which may depend on
 * the last tool's output. It hears the words that the script gives its caller.
 */
public final class Dialogue implements Brain {
  private static final String TRANSFER = "transfer_call";
  private static final int MS_PER_CHAR = 65;
  private static final long SHORTEST_MS = 600;

  /** Long enough to be interrupted at any pace. */
  private static final long OPENING_MS = 2_500;

  private final List<String> caller;
  private final Deque<Function<String, Doing>> answers;
  private final double pace;
  private final CallListener live;
  private final List<Said> said = new CopyOnWriteArrayList<>();
  private final List<ToolCall> tools = new CopyOnWriteArrayList<>();
  private final Map<String, Promise<Duration>> awaited = new ConcurrentHashMap<>();
  private @Nullable Doing asked;

  /**
   * @param caller what is heard when the caller speaks for the first time, the second time, …
   * @param answers given the last tool's output, or nothing; what is said or asked for when nobody dictates
   * @param pace how long one second of speech takes, in seconds
   * @param live told on the simulator's event loop
   */
  public Dialogue(
      List<String> caller, List<Function<String, Doing>> answers, double pace, CallListener live) {
    this.caller = List.copyOf(caller);
    this.answers = new ArrayDeque<>(answers);
    this.pace = pace;
    this.live = live;
  }

  /** @return how long it sounds, once it has begun to say something with these words; may be asked from any thread */
  public Future<Duration> says(String words) {
    Promise<Duration> promise = awaited.computeIfAbsent(words, key -> Promise.promise());
    said.stream()
        .filter(turn -> turn.who() == Who.AGENT && turn.text().contains(words))
        .findFirst()
        .ifPresent(turn -> promise.tryComplete(sound(turn.text())));
    return promise.future();
  }

  /** Both sides up to now, in the order in which they spoke. */
  public List<Said> said() {
    return List.copyOf(said);
  }

  /** What it asked for and was answered. */
  public List<ToolCall> tools() {
    return List.copyOf(tools);
  }

  @Override
  public String hears(int speech) {
    String words = speech <= caller.size() ? caller.get(speech - 1) : "Hm.";
    said.add(new Said(Who.CALLER, words));
    live.callerSaid(words);
    return words;
  }

  @Override
  public Doing next(Turn turn) {
    int from = turn.instructions().indexOf('"');
    int to = turn.instructions().lastIndexOf('"');
    boolean dictated = to > from;
    answered(turn.toolOutput(), dictated);
    if (dictated) {
      return say(turn.instructions().substring(from + 1, to));
    }
    Function<String, Doing> answer = answers.poll();
    String output = turn.toolOutput();
    Doing doing = answer == null ? Doing.say("I see.") : answer.apply(output == null ? "" : output);
    if (doing.words() != null) {
      return say(doing.words());
    }
    asked = doing;
    live.toolAsked(String.valueOf(doing.tool()), doing.arguments());
    return doing;
  }

  /** What is dictated while a tool is slow comes before its output; an announced transfer after it. */
  private void answered(@Nullable String output, boolean dictated) {
    Doing open = asked;
    if (open != null && output != null && (!dictated || TRANSFER.equals(open.tool()))) {
      asked = null;
      tools.add(new ToolCall(String.valueOf(open.tool()), open.arguments(), output, null));
      live.toolAnswered(String.valueOf(open.tool()), output);
    }
  }

  private Doing say(String words) {
    Duration sound = sound(words);
    said.add(new Said(Who.AGENT, words));
    live.agentSaid(words);
    awaited.forEach((part, promise) -> {
      if (words.contains(part)) {
        promise.tryComplete(sound);
      }
    });
    return Doing.say(words, sound);
  }

  private Duration sound(String words) {
    boolean opening = said.stream()
        .filter(turn -> turn.who() == Who.AGENT)
        .findFirst()
        .map(turn -> turn.text().equals(words))
        .orElse(true);
    long ms = Math.round(words.length() * MS_PER_CHAR * pace);
    return Duration.ofMillis(Math.max(opening ? OPENING_MS : SHORTEST_MS, ms));
  }
}
