package dev.frontdesk.provider;

import dev.frontdesk.provider.Outages.Trouble;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The open sideband of one call: whole text messages both ways, on the context of who dialled it. */
public interface ControlSocket {
  int ABNORMAL = 1006; // without a close frame (RFC 6455 7.4.1)

  /**
   * To be set before anything else is awaited.
   *
   * @param ended gets the close code; not called after {@link #close}
   */
  void handle(Consumer<Buffer> messages, IntConsumer ended);

  void send(String frame);

  /** Done when the provider knows, too; nothing is told of it any more. */
  Future<Void> close();

  /** Whoever drives the call has an answer of the model. */
  default void worked() {}

  /** Whoever drives the call has none, and the fault is the provider's. */
  default void failed(Trouble trouble) {}
}
