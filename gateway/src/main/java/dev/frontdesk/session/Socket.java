package dev.frontdesk.session;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The sideband of one call, across re-attachments. What is said while it is down waits for the next one, up to a limit; what a
 * former socket still delivers is dropped. Messages are handed on as bytes, joined where the provider split them.
 */
final class Socket {
  private static final int MOST_WAITING = 64;
  private static final int LARGEST_MESSAGE =
      16 << 20; // bytes; a retrieved item carries its audio (openai.md 3.1)
  private static final int ABNORMAL = 1006;

  private final Consumer<Buffer> messages;
  private final IntConsumer ended;
  private final Queue<String> waiting = new ArrayDeque<>(0);
  private @Nullable WebSocket open;
  private @Nullable Buffer partial;

  Socket(Consumer<Buffer> messages, IntConsumer ended) {
    this.messages = messages;
    this.ended = ended;
  }

  /** @param first frames that go before anything that waited */
  void use(WebSocket socket, List<String> first) {
    open = socket;
    partial = null;
    socket.frameHandler(frame -> received(socket, frame));
    socket.exceptionHandler(
        cause -> {}); // the close handler tells; a reset line is no news of its own
    socket.closeHandler(nothing -> closed(socket));
    first.forEach(socket::writeTextMessage);
    waiting.forEach(socket::writeTextMessage);
    waiting.clear();
  }

  void send(String frame) {
    if (open != null) {
      open.writeTextMessage(frame);
    } else if (waiting.size() < MOST_WAITING) {
      waiting.add(frame);
    }
  }

  /** Done when the provider knows, too. */
  Future<Void> close() {
    WebSocket socket = open;
    open = null;
    partial = null;
    waiting.clear();
    return socket == null ? Future.succeededFuture() : socket.close();
  }

  private void received(WebSocket from, WebSocketFrame frame) {
    if (from != open || !(frame.isText() || frame.isContinuation())) {
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

  private void closed(WebSocket socket) {
    if (socket == open) {
      open = null;
      Short code = socket.closeStatusCode();
      ended.accept(code == null ? ABNORMAL : code);
    }
  }
}
