package dev.frontdesk.simulator.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpeechTest {
  @Test
  void theLongestQuotedSentenceIsWhatIsToBeSaid() {
    assertEquals(
        "Are you still there?", Speech.quoted("As «ACME», ask exactly: \"Are you still there?\""));
    assertNull(Speech.quoted("Greet the caller."));
  }

  @Test
  void thePiecesOfATranscriptMakeTheTranscript() {
    assertEquals(List.of("We", " are", " open."), Speech.pieces("We are open."));
    assertEquals("  a  b ", String.join("", Speech.pieces("  a  b ")));
  }
}
