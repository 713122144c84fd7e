package dev.frontdesk;

import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.Side;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.provider.Conversations;
import dev.frontdesk.store.JournalRow;
import dev.frontdesk.store.JournalStore;
import dev.frontdesk.store.JournalStore.Known;
import dev.frontdesk.store.MoveStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was said and which tools answered, from the events of a call of this node, after the words of the call from which it was moved. Masked words stay masked: a new session does not need them. */
final class JournalledConversations implements Conversations {
  private static final int LATEST = 40; // items

  private final JournalStore journal;
  private final MoveStore moves;
  private final RecordCodec codec;
  private final NodeId node;

  JournalledConversations(JournalStore journal, MoveStore moves, RecordCodec codec, NodeId node) {
    this.journal = journal;
    this.moves = moves;
    this.codec = codec;
    this.node = node;
  }

  @Override
  public Future<List<Item>> of(CallId call) {
    return moves
        .saidBefore(call, node, LATEST)
        .compose(before -> journal
            .events(List.of(Known.nothingOf(call)), node)
            .map(found -> latest(before, own(found.getOrDefault(call, List.of())))));
  }

  private List<Item> own(List<JournalRow> events) {
    Map<String, Item> byItem = new LinkedHashMap<>();
    for (JournalRow row : events) {
      CallEvent event = codec.read(row.json(), CallEvent.class);
      if (event instanceof CallEvent.CallerSaid caller && !caller.text().isBlank()) {
        byItem.put(caller.item(), new Said(caller.item(), Side.CALLER, caller.text()));
      } else if (event instanceof CallEvent.AgentSaid agent && !agent.text().isBlank()) {
        byItem.put(agent.item(), new Said(agent.item(), Side.AGENT, agent.text()));
      } else if (event instanceof CallEvent.ToolRequested asked) {
        byItem.putIfAbsent(asked.call().id(), new Used(asked.call(), null));
      } else if (event instanceof CallEvent.ToolAnswered answered) {
        byItem.computeIfPresent(
            answered.tool(),
            (id, item) ->
                item instanceof Used used ? new Used(used.call(), answered.output()) : item);
      }
    }
    return byItem.values().stream()
        .filter(item -> !(item instanceof Used used && used.output() == null))
        .toList();
  }

  private static List<Item> latest(List<MoveStore.Said> before, List<Item> own) {
    var all = new ArrayList<Item>();
    before.forEach(said ->
        all.add(new Said(said.item(), said.byCaller() ? Side.CALLER : Side.AGENT, said.text())));
    all.addAll(own);
    return List.copyOf(all.subList(Math.max(0, all.size() - LATEST), all.size()));
  }
}
