package dev.frontdesk.simulator.load;

import dev.frontdesk.simulator.provider.Line;
import dev.frontdesk.simulator.provider.ProviderServer;
import dev.frontdesk.simulator.provider.Reply;
import dev.frontdesk.simulator.provider.Sideband;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** One call of a load: accept, attach, greeting, a few turns with one tool among them, and the caller hangs up. */
final class LoadCall implements Line {
  private static final Future<Reply> OK = Future.succeededFuture(Reply.OK);
  private static final Future<Reply> GONE = Future.succeededFuture(Reply.GONE);
  private static final String UPDATED =
      "{\"type\":\"session.updated\",\"event_id\":\"event_@\",\"session\":";

  private final String id;
  private final long due;
  private final LoadOptions options;
  private final Frames frames;
  private final Meter meter;
  private final Vertx vertx;
  private final ProviderServer server;
  private final Runnable finished;
  private @Nullable Sideband sideband;
  private String session = "{\"type\":\"realtime\"}";
  private long acceptedAt;
  private long attachedAt;
  private long toolAt;
  private boolean greeted;
  private boolean over;
  private int turn;
  private int sequence;

  LoadCall(
      String id,
      long due,
      LoadOptions options,
      Frames frames,
      Meter meter,
      Vertx vertx,
      ProviderServer server,
      Runnable finished) {
    this.id = id;
    this.due = due;
    this.options = options;
    this.frames = frames;
    this.meter = meter;
    this.vertx = vertx;
    this.server = server;
    this.finished = finished;
  }

  @Override
  public String id() {
    return id;
  }

  /** The webhook was answered, or not at all (0). */
  void acknowledged(int status) {
    meter.ack.add(System.nanoTime() - due);
    if (status >= 200 && status < 300) {
      meter.acknowledged++;
    } else {
      meter.refused++;
      end();
    }
  }

  /** The load waits no longer for this call. */
  void giveUp() {
    if (!over && !greeted) {
      meter.lost++;
    }
    end();
  }

  @Override
  public Future<Reply> requested(Verb verb, Buffer body) {
    if (over) {
      return GONE;
    }
    switch (verb) {
      case ACCEPT -> {
        meter.accepts++;
        acceptedAt = System.nanoTime();
        meter.accept.add(acceptedAt - due);
        session = body.toString();
      }
      case REJECT -> {
        meter.rejects++;
        end();
      }
      case REFER -> meter.refers++;
      case HANGUP -> {
        meter.hangups++;
        vertx.runOnContext(answered -> end());
      }
    }
    return OK;
  }

  @Override
  public Reply dialled() {
    if (over) {
      meter.probes++;
      return Reply.GONE;
    }
    return acceptedAt == 0 ? Reply.GONE : Reply.SWITCH;
  }

  @Override
  public void attached(Sideband opened) {
    if (over) {
      opened.terminate();
      return;
    }
    if (attachedAt == 0) {
      attachedAt = System.nanoTime();
      meter.attaches++;
      meter.attach.add(attachedAt - acceptedAt);
    } else {
      meter.reattaches++;
    }
    sideband = opened;
    opened.onText(this::received);
    opened.onEnd(() -> {});
  }

  @Override
  public void violated(String what) {
    // A load measures; scripts judge.
  }

  private void received(String event) {
    // The type alone is looked for, as text: parsing every frame would make the load the limit.
    if (event.contains("\"session.update\"")) {
      send(UPDATED.replace("@", id) + session + "}");
    } else if (event.contains("\"response.create\"")) {
      asked();
    } else if (toolAt != 0 && event.contains("\"function_call_output\"")) {
      meter.tool.add(System.nanoTime() - toolAt);
      meter.toolsAnswered++;
      toolAt = 0;
    }
  }

  private void asked() {
    if (!greeted) {
      greeted = true;
      long now = System.nanoTime();
      meter.greeted++;
      meter.greet.add(now - attachedAt);
      meter.setup.add(now - due);
      nextTurn();
    }
    play(frames.reply);
  }

  private void nextTurn() {
    long gap = options.hold().toMillis() / (options.turns() + 1);
    vertx.setTimer(Math.max(1, gap), timer -> {
      if (over) {
        return;
      }
      if (turn == options.turns()) {
        end();
        return;
      }
      play(frames.turn);
      if (turn++ == options.turns() / 2) {
        meter.toolsAsked++;
        toolAt = System.nanoTime();
        play(frames.tool);
      } else {
        play(frames.reply);
      }
      nextTurn();
    });
  }

  private void play(String[][] some) {
    String number = id + "_" + sequence++;
    for (String[] frame : some) {
      send(Frames.fill(frame, number));
    }
  }

  private void send(String frame) {
    if (sideband != null) {
      sideband.send(frame);
    }
  }

  private void end() {
    if (over) {
      return;
    }
    over = true;
    if (sideband != null) {
      sideband.terminate();
    }
    meter.over();
    // Stays on the line for a moment, so that a gateway that dials it again is counted.
    vertx.setTimer(SipLoad.PROBE_WATCH_MS, timer -> server.disconnect(this));
    finished.run();
  }
}
