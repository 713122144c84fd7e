package dev.frontdesk.provider;

import dev.frontdesk.model.EndpointId;
import dev.frontdesk.provider.Outages.Trouble;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** A sideband whose endpoint is judged by how the model answers: one that takes calls and is silent in them is down as well. */
public record Judged(ControlSocket socket, Outages outages, EndpointId endpoint)
    implements ControlSocket {
  @Override
  public void handle(Consumer<Buffer> messages, IntConsumer ended) {
    socket.handle(messages, ended);
  }

  @Override
  public void send(String frame) {
    socket.send(frame);
  }

  @Override
  public Future<Void> close() {
    return socket.close();
  }

  @Override
  public void worked() {
    outages.worked(endpoint);
  }

  @Override
  public void failed(Trouble trouble) {
    outages.silent(endpoint, trouble);
  }
}
