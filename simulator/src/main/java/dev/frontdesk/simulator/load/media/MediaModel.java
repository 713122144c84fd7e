package dev.frontdesk.simulator.load.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;

/** A voice model for load: speaks without an end once it hears something, a frame every 20 ms, and can be interrupted. */
final class MediaModel {
  private static final byte[] APPEND = TextFrame.part("\"input_audio_buffer.append\"");
  private static final byte[] AUDIO = TextFrame.part("\"audio\":\"");
  private static final byte[] UPDATE = TextFrame.part("\"session.update\"");
  private static final byte[] TRUNCATE = TextFrame.part("\"conversation.item.truncate\"");
  private static final byte[] END = TextFrame.part("\"}");

  private final Pacer pacer;
  private final MediaMeter meter;
  private long interruptedAfter;

  MediaModel(Pacer pacer, MediaMeter meter) {
    this.pacer = pacer;
    this.meter = meter;
  }

  void listen(int port) {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      channel.configureBlocking(false);
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1 << 10);
      channel.register(pacer.selector(), SelectionKey.OP_ACCEPT, (Runnable) () -> accept(channel));
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port, e);
    }
  }

  private void accept(ServerSocketChannel channel) {
    try {
      for (var socket = channel.accept(); socket != null; socket = channel.accept()) {
        var session = new Session();
        session.wire = Wire.accepted(pacer, socket, session);
      }
    } catch (IOException e) {
      // whoever dialled is gone by now
    }
  }

  /** Every caller of the next wave speaks over the receptionist once, so long after that began to speak. */
  void interruptedAfter(long nanos) {
    interruptedAfter = nanos;
  }

  private final class Session implements Wire.Listener {
    private final TextFrame frame = new TextFrame();
    private int number;
    private int turn = 1;
    private boolean speaking;
    private boolean over;
    private byte[] head = {};
    private @Nullable Wire wire;

    @Override
    public void opened() {
      number = ++meter.models;
      send(
          "{\"type\":\"session.created\",\"event_id\":\"event_1\",\"session\":{\"type\":\"realtime\"}}");
    }

    @Override
    public void text(byte[] bytes, int from, int length) {
      int type = TextFrame.after(APPEND, bytes, from, length);
      int end = from + length;
      if (type >= 0) {
        heard(Stamp.read(bytes, TextFrame.after(AUDIO, bytes, type, end - type), end));
      } else if (TextFrame.after(UPDATE, bytes, from, length) >= 0) {
        send(
            "{\"type\":\"session.updated\",\"event_id\":\"event_2\",\"session\":{\"type\":\"realtime\"}}");
      } else if (TextFrame.after(TRUNCATE, bytes, from, length) >= 0) {
        meter.truncates++;
      }
    }

    private void heard(long sent) {
      if (sent >= 0) {
        meter.gotUp++;
        meter.up.add(System.nanoTime() - sent);
      }
      if (!speaking) {
        speaking = true;
        respond();
        pacer.at(System.nanoTime() + MediaCaller.FRAME_NANOS / 2, this::speak);
        pacer.after(interruptedAfter, this::interrupt);
      }
    }

    @Override
    public void ended() {
      over = true;
    }

    private void respond() {
      head = TextFrame.part(
          "{\"type\":\"response.output_audio.delta\",\"event_id\":\"event_3\",\"response_id\":\""
              + response() + "\",\"item_id\":\"item_" + number + "_" + turn
              + "\",\"output_index\":0,\"content_index\":0,\"delta\":\"");
      send("{\"type\":\"response.created\",\"event_id\":\"event_0\",\"response\":{\"id\":\""
          + response() + "\",\"status\":\"in_progress\",\"output\":[]}}");
    }

    private long speak(long due) {
      if (over || wire == null) {
        return 0;
      }
      meter.late.add(System.nanoTime() - due);
      meter.framesDown++;
      frame.begin().add(head).addStamp().add(END);
      wire.send(frame.bytes, frame.length());
      return due + MediaCaller.FRAME_NANOS;
    }

    private void interrupt() {
      send(
          "{\"type\":\"input_audio_buffer.speech_started\",\"event_id\":\"event_4\",\"audio_start_ms\":100,"
              + "\"item_id\":\"item_u\"}");
      send("{\"type\":\"response.done\",\"event_id\":\"event_5\",\"response\":{\"id\":\""
          + response() + "\",\"status\":\"cancelled\",\"output\":[]}}");
      turn++;
      respond();
    }

    private String response() {
      return "resp_" + number + "_" + turn;
    }

    private void send(String text) {
      if (wire != null) {
        wire.send(text);
      }
    }
  }
}
