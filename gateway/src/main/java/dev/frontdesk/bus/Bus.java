package dev.frontdesk.bus;

import dev.frontdesk.model.NodeId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The event bus with typed addresses: what cannot be read at an address cannot be sent there. Local first: what somebody on this node
 * listens to stays here, so that no other node's end is felt.
 */
public final class Bus {
  private static final int FAILED = 1;

  private final EventBus events;
  private final Answers answers;

  /** Names somebody on this node listens to. */
  private final Set<String> here = ConcurrentHashMap.newKeySet();

  /** Registers the one codec; once per {@link Vertx}. */
  public Bus(Vertx vertx, RecordCodec codec) {
    this.events = vertx.eventBus();
    this.answers = new Answers(vertx);
    events.registerCodec(new BusCodec(codec));
  }

  /** Sends to one listener; lost if there is none. */
  public <M extends BusMessage> void send(Address<M> to, M message) {
    events.send(to.name(), message, options().setLocalOnly(here.contains(to.name())));
  }

  /**
   * Sends and waits for the answer.
   *
   * @return fails with a {@link io.vertx.core.eventbus.ReplyException} if nobody listens, nobody answers in time, the node that was asked is
   *     gone meanwhile, or the listener failed
   */
  public <M extends BusMessage, R extends BusMessage> Future<R> ask(
      Address<M> to, M message, Class<R> answer, Duration timeout) {
    boolean local = here.contains(to.name());
    return request(to, message, answer, timeout, local)
        .recover(cause -> local && isUnheard(cause)
            ? request(to, message, answer, timeout, false)
            : Future.failedFuture(cause));
  }

  private <M extends BusMessage, R extends BusMessage> Future<R> request(
      Address<M> to, M message, Class<R> answer, Duration timeout, boolean local) {
    Future<R> asked = events
        .request(
            to.name(), message, options().setSendTimeout(timeout.toMillis()).setLocalOnly(local))
        .map(reply -> answer.cast(reply.body()));
    NodeId node = to.node();
    return local || node == null ? asked : answers.of(node, asked);
  }

  /** The process of {@code node} is known to be gone: whoever waits for its answer is told so. May be called from any thread. */
  public void gone(NodeId node) {
    answers.gone(node);
  }

  private static boolean isUnheard(Throwable cause) {
    return cause instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
  }

  /** Sends to every listener on every node. */
  public <M extends BusMessage> void tellAll(Address<M> to, M message) {
    events.publish(to.name(), message, options());
  }

  public <M extends BusMessage> Future<MessageConsumer<Object>> listen(
      Address<M> at, Consumer<M> listener) {
    MessageConsumer<Object> consumer = events.consumer(at.name());
    consumer.handler(message -> listener.accept(at.type().cast(message.body())));
    return listening(at, consumer);
  }

  /** What is sent to {@code at} goes to other nodes from now on. */
  public Future<Void> leave(Address<?> at, MessageConsumer<Object> consumer) {
    here.remove(at.name());
    return consumer.unregister();
  }

  private Future<MessageConsumer<Object>> listening(
      Address<?> at, MessageConsumer<Object> consumer) {
    return consumer.completion().map(consumer).onSuccess(heard -> here.add(at.name()));
  }

  /** Listens and answers; a failed answer reaches the asker as a failure with its message, never its cause. */
  public <M extends BusMessage, R extends BusMessage> Future<MessageConsumer<Object>> answer(
      Address<M> at, Function<M, Future<R>> listener) {
    MessageConsumer<Object> consumer = events.consumer(at.name());
    consumer.handler(message -> reply(message, listener.apply(at.type().cast(message.body()))));
    return listening(at, consumer);
  }

  private static <R extends BusMessage> void reply(Message<Object> message, Future<R> answer) {
    answer
        .onSuccess(value -> message.reply(value, options()))
        .onFailure(cause -> message.fail(FAILED, String.valueOf(cause.getMessage())));
  }

  private static DeliveryOptions options() {
    return new DeliveryOptions().setCodecName(BusCodec.NAME);
  }
}
