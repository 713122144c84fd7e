package dev.frontdesk.session;

import dev.frontdesk.provider.ControlSocket;
import dev.frontdesk.provider.Folded;
import dev.frontdesk.provider.Outages.Trouble;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The sideband of one call, across re-attachments. What is said while it is down waits for the next one, up to a limit; what a
 * former socket still delivers is dropped.
 */
final class Socket {
  private static final int MOST_WAITING = 64;

  private final Consumer<Buffer> messages;
  private final IntConsumer ended;
  private final Queue<String> waiting = new ArrayDeque<>(0);
  private @Nullable ControlSocket open;
  private boolean failing;

  Socket(Consumer<Buffer> messages, IntConsumer ended) {
    this.messages = messages;
    this.ended = ended;
  }

  /** @param first frames that go before anything that waited */
  void use(ControlSocket socket, List<String> first) {
    open = socket;
    socket.handle(message -> received(socket, message), code -> closed(socket, code));
    first.forEach(socket::send);
    waiting.forEach(socket::send);
    waiting.clear();
  }

  void send(String frame) {
    if (open != null) {
      open.send(frame);
    } else if (waiting.size() < MOST_WAITING) {
      waiting.add(frame);
    }
  }

  /** What a frame said of how the model answers. */
  void judge(Folded folded) {
    Trouble trouble = folded.trouble();
    if (open != null && (folded.worked() || trouble != null)) {
      failing = trouble != null;
      if (trouble == null) {
        open.worked();
      } else {
        open.failed(trouble);
      }
    }
  }

  /** The model was waited for in vain; what it told of itself is known already. */
  void waitedInVain() {
    if (open != null && !failing) {
      open.failed(Trouble.UNREACHABLE);
    }
  }

  /** Done when the provider knows, too. */
  Future<Void> close() {
    ControlSocket socket = open;
    open = null;
    waiting.clear();
    return socket == null ? Future.succeededFuture() : socket.close();
  }

  private void received(ControlSocket from, Buffer message) {
    if (from == open) {
      messages.accept(message);
    }
  }

  private void closed(ControlSocket socket, int code) {
    if (socket == open) {
      open = null;
      ended.accept(code);
    }
  }
}
