package dev.frontdesk.launcher.chaos;

import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.script.Script;
import dev.frontdesk.simulator.visit.VisitPlan;
import dev.frontdesk.simulator.visit.VisitPlan.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Calls of mixed kinds: some only talk, some leave a message, some are transferred. One seed always makes the same ones. */
final class Repertoire {
  private static final String HEAD = """
      name: %s
      from: "+1415555%04d"
      to: "%s"
      limit: 180s
      ring: 30s
      misbehave: [ talks-while-detached ]
      steps:
      - greeting
      """;
  private static final String TURN = """
      - pause: %dms
      - caller: This is my question number %d.
      - agent: And this is the answer to number %d.
      """;
  private static final String MESSAGE = """
      - caller: A message, please.
      - tool: take_message
        with: { caller_name: Jana, message: Call me about order %d., confirmed: true }
      - agent: It is taken down.
      """;
  private static final String HUNG_UP = """
      - hang-up
      expect: { outcome: caller-hung-up }
      """;
  private static final String TRANSFER = """
      - caller: Sales, please.
      - tool: transfer_call
        with: { destination: sales }
      - refer: accepted-and-moved
      - wait-for-end
      expect: { outcome: transferred }
      """;

  /** Of 20 calls so many only talk, up to so many leave a message, the others are transferred. */
  private static final int TALKS = 12;

  private static final int MESSAGES = 17;
  private static final int SHORTEST_PAUSE_MS = 500;
  private static final int LONGEST_PAUSE_MS = 4_000;

  /** What a turn takes on average, pause and speech. */
  private static final int TURN_S = 6;

  private final Random random;
  private final int turns;
  private final int bridged;
  private int number;

  /**
   * @param holdSeconds how long a call lasts on average, about
   * @param bridged how many of a hundred calls come over the carrier
   */
  Repertoire(long seed, int holdSeconds, int bridged) {
    random = new Random(seed);
    this.bridged = bridged;
    turns = Math.max(1, holdSeconds / TURN_S);
  }

  Dialling next() {
    int call = number++;
    if (random.nextInt(100) < bridged) {
      VisitPlan plan = visit(call);
      return world -> world.bridged.visits().place(plan, CallListener.NONE);
    }
    Script script = script(call);
    return world -> world.simulator.place(script, world.webhook(), CallListener.NONE);
  }

  private Script script(int call) {
    int kind = random.nextInt(20);
    var yaml = new StringBuilder();
    int before = 1 + random.nextInt(turns);
    if (kind < TALKS) {
      head(yaml, "talk", call).append(turns(before + turns / 2)).append(HUNG_UP);
    } else if (kind < MESSAGES) {
      head(yaml, "message", call)
          .append(turns(before))
          .append(MESSAGE.formatted(call))
          .append(turns(turns / 2))
          .append(HUNG_UP);
    } else {
      head(yaml, "transfer", call).append(turns(before + turns / 2)).append(TRANSFER);
    }
    return Script.parse(yaml.toString());
  }

  private VisitPlan visit(int call) {
    int kind = random.nextInt(20);
    var asked = new ArrayList<Turn>();
    int before = 1 + random.nextInt(turns);
    if (kind < TALKS) {
      talk(asked, before + turns / 2);
      return BridgedCalls.plan("talk", call, asked);
    }
    if (kind < MESSAGES) {
      talk(asked, before);
      asked.add(BridgedCalls.message(pause(), "order " + call));
      talk(asked, turns / 2);
      return BridgedCalls.plan("message", call, asked);
    }
    talk(asked, before + turns / 2);
    asked.add(BridgedCalls.transfer(pause()));
    return BridgedCalls.plan("transfer", call, asked);
  }

  private void talk(List<Turn> asked, int count) {
    for (int turn = 0; turn < count; turn++) {
      asked.add(Turn.talk(
          pause(),
          "This is my question number %d.".formatted(turn),
          "And this is the answer to number %d.".formatted(turn)));
    }
  }

  private static StringBuilder head(StringBuilder yaml, String name, int call) {
    return yaml.append(HEAD.formatted(name, call % 10_000, ChaosTenant.NUMBER.e164()));
  }

  private String turns(int count) {
    var yaml = new StringBuilder();
    for (int turn = 0; turn < count; turn++) {
      yaml.append(TURN.formatted(pause().toMillis(), turn, turn));
    }
    return yaml.toString();
  }

  private Duration pause() {
    return Duration.ofMillis(
        SHORTEST_PAUSE_MS + random.nextInt(LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS));
  }
}
