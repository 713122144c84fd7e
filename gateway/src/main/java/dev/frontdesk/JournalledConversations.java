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

/** What was said, from the events of a call of this node, after the words of the call from which it was moved. Masked words stay masked: a new session does not need them. */
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
  public Future<List<Said>> of(CallId call) {
    return moves
        .saidBefore(call, node, LATEST)
        .compose(before -> journal
            .events(List.of(Known.nothingOf(call)), node)
            .map(found -> latest(before, said(found.getOrDefault(call, List.of())))));
  }

  private List<Said> said(List<JournalRow> events) {
    Map<String, Said> byItem = new LinkedHashMap<>();
    for (JournalRow row : events) {
      CallEvent event = codec.read(row.json(), CallEvent.class);
      if (event instanceof CallEvent.CallerSaid caller && !caller.text().isBlank()) {
        byItem.put(caller.item(), new Said(caller.item(), Side.CALLER, caller.text()));
      } else if (event instanceof CallEvent.AgentSaid agent && !agent.text().isBlank()) {
        byItem.put(agent.item(), new Said(agent.item(), Side.AGENT, agent.text()));
      }
    }
    return new ArrayList<>(byItem.values());
  }

  private static List<Said> latest(List<MoveStore.Said> before, List<Said> own) {
    var all = new ArrayList<Said>();
    before.forEach(said ->
        all.add(new Said(said.item(), said.byCaller() ? Side.CALLER : Side.AGENT, said.text())));
    all.addAll(own);
    return List.copyOf(all.subList(Math.max(0, all.size() - LATEST), all.size()));
  }
}
