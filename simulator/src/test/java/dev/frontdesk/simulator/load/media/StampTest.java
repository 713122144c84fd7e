package dev.frontdesk.simulator.load.media;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 63, 1L << 32, 0x0123456789ABCDEFL, Long.MAX_VALUE})
  void aFrameSaysWhenItWasSentAndIsSilentOtherwise(long nanos) {
    byte[] text = new byte[7 + Stamp.LENGTH];
    Stamp.write(text, 7, nanos);
    assertEquals(nanos, Stamp.read(text, 7, text.length));
    byte[] sound = Base64.getDecoder().decode(new String(text, 7, Stamp.LENGTH, US_ASCII));
    assertEquals(160, sound.length);
    assertEquals(nanos, ByteBuffer.wrap(sound).getLong());
    for (int i = Long.BYTES; i < sound.length; i++) {
      assertEquals((byte) 0xFF, sound[i]);
    }
  }

  @Test
  void whatABridgeFilledAGapWithHasNone() {
    byte[] silence = "/".repeat(Stamp.LENGTH).getBytes(US_ASCII);
    assertEquals(-1, Stamp.read(silence, 0, silence.length));
    assertEquals(-1, Stamp.read(silence, 0, 5));
  }
}
