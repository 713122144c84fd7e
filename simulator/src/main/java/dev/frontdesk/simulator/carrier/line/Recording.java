package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.stream.Marker;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a person said to a machine: markers, as on a stream. */
public final class Recording {
  private static final int HEADER = 44;
  private static final int FORMAT_MULAW = 7;
  private static final int RATE = 8000;

  private final String sid;
  private final String callSid;
  private final int speaker;
  private final ByteArrayOutputStream audio = new ByteArrayOutputStream();
  private int frames;

  Recording(String sid, String callSid, int speaker) {
    this.sid = sid;
    this.callSid = callSid;
    this.speaker = speaker;
  }

  public String sid() {
    return sid;
  }

  public String callSid() {
    return callSid;
  }

  /** Its length in seconds, rounded up. */
  public int seconds() {
    return (audio.size() + RATE - 1) / RATE;
  }

  void add(Duration spoken) {
    for (long ms = 0; ms < spoken.toMillis(); ms += 20) {
      audio.writeBytes(Marker.now(speaker, frames++).bytes());
    }
  }

  /** A WAV file of µ-law, 8 kHz, mono. */
  public byte[] wav() {
    byte[] samples = audio.toByteArray();
    ByteBuffer file = ByteBuffer.allocate(HEADER + samples.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + samples.length);
    file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    file.putShort((short) FORMAT_MULAW).putShort((short) 1).putInt(RATE).putInt(RATE);
    file.putShort((short) 1).putShort((short) 8);
    file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length);
    return file.put(samples).array();
  }
}
