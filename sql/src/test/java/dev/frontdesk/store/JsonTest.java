package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void replacesNulRawAndEscaped() {
    assertEquals("a\ufffd \\ufffd b", Json.storable("a\0 \\u0000 b"));
  }

  @Test
  void leavesAnEscapedBackslashBeforeU0000Alone() {
    assertEquals("\\\\u0000", Json.storable("\\\\u0000"));
    assertEquals("\\\\\\ufffd", Json.storable("\\\\\\u0000"));
  }

  @Test
  void replacesSeveralInARow() {
    assertEquals("\\ufffd\\ufffd", Json.storable("\\u0000\\u0000"));
  }
}
