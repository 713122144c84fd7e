package dev.frontdesk.simulator.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.model.Brain;
import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.visit.VisitPlan.Turn;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReceptionistTest {
  private static final Turn MESSAGE =
      Turn.talk(Duration.ZERO, "A message, please.", "Taken.").using("take_message", "{}");

  private final Receptionist receptionist = new Receptionist(CallListener.NONE);

  @Test
  void greetsWithTheWordsItIsTold() {
    var said = receptionist.next(new Brain.Turn(1, "Say \"Hello there.\"", null));
    assertEquals("Hello there.", said.words());
    assertTrue(receptionist.hasGreeted());
  }

  @Test
  void answersAQuestionOnceItsToolHasAnswered() {
    receptionist.expects(MESSAGE);
    assertEquals("A message, please.", receptionist.hears(1));
    assertEquals("take_message", receptionist.next(new Brain.Turn(1, "", null)).tool());
    assertFalse(receptionist.hasAnswered());
    assertEquals("Taken.", receptionist.next(new Brain.Turn(2, "", "{}")).words());
    assertTrue(receptionist.hasAnswered());
  }

  @Test
  void usesTheToolAgainWhereTheSessionThatAskedIsLost() {
    receptionist.expects(MESSAGE);
    receptionist.next(new Brain.Turn(1, "", null));
    receptionist.begins("another node");
    assertEquals("take_message", receptionist.next(new Brain.Turn(1, "", null)).tool());
  }

  /** The caller spoke into the announcement, so the transfer was not begun. */
  @Test
  void asksForATransferAgainWhenTheCallerDoes() {
    receptionist.expects(
        Turn.talk(Duration.ZERO, "Sales, please.", "").using("transfer_call", "{}"));
    receptionist.hears(1);
    assertEquals("transfer_call", receptionist.next(new Brain.Turn(1, "", null)).tool());
    receptionist.hears(2);
    assertEquals("transfer_call", receptionist.next(new Brain.Turn(2, "", null)).tool());
  }

  @Test
  void aQuestionThatIsAskedAgainIsAnotherUtterance() {
    receptionist.expects(Turn.talk(Duration.ZERO, "When?", "At nine."));
    assertEquals("When?", receptionist.hears(1));
    assertEquals("When? I said it 2 times.", receptionist.hears(2));
    assertNull(receptionist.next(new Brain.Turn(1, "", null)).tool());
  }
}
