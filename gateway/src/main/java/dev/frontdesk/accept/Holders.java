package dev.frontdesk.accept;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.Hold;
import dev.frontdesk.bus.BusMessage.HoldAsked;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which node has to do with a call of whose decision nothing is written. Mostly its owner, but while the database is slow a claim may be
 * made for one node there and for another one in memory.
 */
final class Holders {
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(1);
  private static final Hold NOT = new Hold(false, false);

  private final NodeId self;
  private final Bus bus;
  private final Supplier<List<NodeId>> others;

  /** @param others that hold calls, as far as they are known */
  Holders(NodeId self, Bus bus, Supplier<List<NodeId>> others) {
    this.self = self;
    this.bus = bus;
    this.others = others;
  }

  /** @param driven it drives the call; else it decides it just now, or drove it */
  record Holder(NodeId node, boolean driven) {}

  /** Empty if nobody who answers has to do with it. Never fails. */
  Future<Optional<Holder>> of(CallId call, NodeId owner) {
    var nodes = new LinkedHashSet<NodeId>();
    nodes.add(owner);
    nodes.add(self);
    nodes.addAll(others.get());
    List<NodeId> asked = List.copyOf(nodes);
    return Future.all(asked.stream().map(node -> ask(node, call)).toList()).map(all -> {
      List<Hold> said = all.list();
      Optional<Holder> found = Optional.empty();
      for (int i = 0; i < said.size(); i++) {
        if (said.get(i).driven()) {
          return Optional.of(new Holder(asked.get(i), true));
        }
        if (said.get(i).here() && found.isEmpty()) {
          found = Optional.of(new Holder(asked.get(i), false));
        }
      }
      return found;
    });
  }

  private Future<Hold> ask(NodeId node, CallId call) {
    return bus.ask(Address.HOLD_ASKED.on(node), new HoldAsked(call), Hold.class, ANSWERED_WITHIN)
        .otherwise(NOT);
  }
}
