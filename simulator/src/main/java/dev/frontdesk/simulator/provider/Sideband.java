package dev.frontdesk.simulator.provider;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.concurrent.TimeUnit;

/** One socket of a call's sideband, seen from the provider. */
public final class Sideband {
  private static final long PATIENCE_MS = 2_000;

  private final ServerWebSocket socket;
  private final String bearer;
  private boolean open = true;
  private Future<Void> lastWrite = Future.succeededFuture();

  Sideband(ServerWebSocket socket, String bearer) {
    this.socket = socket;
    this.bearer = bearer;
  }

  /** The key it was dialled with; empty if there was none. */
  public String bearer() {
    return bearer;
  }

  public void onText(Handler<String> handler) {
    socket.textMessageHandler(handler);
  }

  /** @param handler told once, however the socket ended */
  public void onEnd(Runnable handler) {
    socket.exceptionHandler(cause -> {});
    socket.closeHandler(closed -> {
      open = false;
      handler.run();
    });
  }

  public boolean isOpen() {
    return open;
  }

  public void send(String event) {
    if (open) {
      lastWrite = socket.writeTextMessage(event);
    }
  }

  /** Sends one event as a text frame and continuations of at most {@code size} characters, all of them ASCII. */
  public void sendInFragments(String event, int size) {
    if (!open) {
      return;
    }
    for (int from = 0; from < event.length(); from += size) {
      int to = Math.min(event.length(), from + size);
      String part = event.substring(from, to);
      boolean last = to == event.length();
      lastWrite = socket.writeFrame(
          from == 0
              ? WebSocketFrame.textFrame(part, last)
              : WebSocketFrame.continuationFrame(Buffer.buffer(part), last));
    }
  }

  /** Ends the socket as a hang-up does: what was sent before is delivered, as far as
   * the other side reads it within two seconds, then the connection ends without a close frame. */
  public void terminate() {
    if (open) {
      open = false;
      lastWrite.onComplete(written -> hangUp());
      var channel = ((WebSocketInternal) socket).channelHandlerContext();
      var unused = channel.executor().schedule(this::hangUp, PATIENCE_MS, TimeUnit.MILLISECONDS);
    }
  }

  public void close(int code, String reason) {
    if (open) {
      open = false;
      socket.close((short) code, reason);
    }
  }

  /** Past the handler that would say goodbye first. */
  private void hangUp() {
    var channel = ((WebSocketInternal) socket).channelHandlerContext();
    channel.executor().execute(() -> {
      var unused = channel.close();
    });
  }
}
