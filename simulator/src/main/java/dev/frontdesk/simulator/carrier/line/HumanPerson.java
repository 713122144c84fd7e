package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.Human;

/** A human whose phone rings because the account dials it. */
final class HumanPerson implements Person {
  private final Human human;
  private boolean pressed;
  private boolean spoke;
  private @org.jspecify.annotations.Nullable Leg leg;

  HumanPerson(Human human) {
    this.human = human;
  }

  @Override
  public void rings(Leg mine) {
    leg = mine;
    human.live().rings();
    mine.exchange().afterMs(human.rings().toMillis(), () -> {
      if (!mine.status().isBeforeAnswer()) {
        return;
      }
      switch (human.manner()) {
        case ANSWERS, VOICEMAIL -> mine.answer();
        case BUSY, DECLINES -> mine.end(CallStatus.BUSY, "callee");
        case FAILED -> mine.end(CallStatus.FAILED, "callee");
        case NO_ANSWER -> {}
      }
    });
  }

  @Override
  public void answered(Leg mine) {
    human.live().answered();
    mine.exchange().hangUpAfter(mine, human.stays());
  }

  @Override
  public void check() {
    Leg mine = leg;
    if (mine == null) {
      return;
    }
    if (!pressed && !human.key().isEmpty() && mine.isAwaitingKeys()) {
      pressed = true;
      mine.exchange().afterMs(1, () -> {
        human.live().pressed(human.key());
        human.key().chars().forEach(key -> mine.press((char) key));
      });
    }
    if (!spoke && !human.words().isEmpty() && mine.isAwaitingWords()) {
      spoke = true;
      mine.exchange().afterMs(1, () -> mine.say(human.words()));
    }
    if (human.leaves() && mine.room() != null && mine.hasTold("conference")) {
      mine.end(CallStatus.COMPLETED, "callee");
    }
  }

  @Override
  public void told(Leg mine, String words) {
    human.live().told(words);
  }

  @Override
  public void ended(Leg mine) {
    human.live().ended();
  }

  @Override
  public boolean isMachine() {
    return human.manner() == Human.Manner.VOICEMAIL;
  }
}
