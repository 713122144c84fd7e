package dev.frontdesk.provider;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A WebSocket whose messages are handed on as bytes, joined where the provider split them. */
final class WholeMessages implements ControlSocket {
  private static final int LARGEST_MESSAGE =
      16 << 20; // bytes; a retrieved item carries its audio (openai.md 3.1)

  private final WebSocket socket;
  private Consumer<Buffer> messages = message -> {};
  private IntConsumer ended = code -> {};
  private boolean closed;
  private @Nullable Buffer partial;

  WholeMessages(WebSocket socket) {
    this.socket = socket;
  }

  @Override
  public void handle(Consumer<Buffer> onMessage, IntConsumer onEnd) {
    messages = onMessage;
    ended = onEnd;
    socket.frameHandler(this::received);
    socket.exceptionHandler(
        cause -> {}); // the close handler tells; a reset line is no news of its own
    socket.closeHandler(nothing -> closed());
  }

  @Override
  public void send(String frame) {
    socket.writeTextMessage(frame);
  }

  @Override
  public Future<Void> close() {
    closed = true;
    partial = null;
    return socket.close();
  }

  private void received(WebSocketFrame frame) {
    if (closed || !(frame.isText() || frame.isContinuation())) {
      return;
    }
    if (frame.isFinal() && partial == null) {
      messages.accept(frame.binaryData());
    } else {
      join(frame);
    }
  }

  private void join(WebSocketFrame frame) {
    Buffer joined = partial == null ? Buffer.buffer() : partial;
    if (joined.length() + frame.binaryData().length() <= LARGEST_MESSAGE) {
      joined.appendBuffer(frame.binaryData());
    }
    partial = frame.isFinal() ? null : joined;
    if (frame.isFinal()) {
      messages.accept(joined);
    }
  }

  private void closed() {
    if (!closed) {
      closed = true;
      Short code = socket.closeStatusCode();
      ended.accept(code == null ? ABNORMAL : code);
    }
  }
}
