package dev.frontdesk.launcher.chaos;

import dev.frontdesk.simulator.script.Script;
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
        with: { caller_name: Jana, message: Call me about order %d. }
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
  private static final int SHORTEST_PAUSE_MS = 500;
  private static final int LONGEST_PAUSE_MS = 4_000;

  /** What a turn takes on average, pause and speech. */
  private static final int TURN_S = 6;

  private final Random random;
  private final int turns;
  private int number;

  /** @param holdSeconds how long a call lasts on average, about */
  Repertoire(long seed, int holdSeconds) {
    random = new Random(seed);
    turns = Math.max(1, holdSeconds / TURN_S);
  }

  Script next() {
    int call = number++;
    int kind = random.nextInt(20);
    var yaml = new StringBuilder();
    int before = 1 + random.nextInt(turns);
    if (kind < 12) {
      head(yaml, "talk", call).append(turns(before + turns / 2)).append(HUNG_UP);
    } else if (kind < 17) {
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

  private static StringBuilder head(StringBuilder yaml, String name, int call) {
    return yaml.append(HEAD.formatted(name, call % 10_000, ChaosTenant.NUMBER.e164()));
  }

  private String turns(int count) {
    var yaml = new StringBuilder();
    for (int turn = 0; turn < count; turn++) {
      int pause = SHORTEST_PAUSE_MS + random.nextInt(LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS);
      yaml.append(TURN.formatted(pause, turn, turn));
    }
    return yaml.toString();
  }
}
