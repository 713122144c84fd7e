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
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was said, from the events of a call of this node. Masked words stay masked: a new session does not need them. */
final class JournalledConversations implements Conversations {
  private static final int LATEST = 40; // items

  private final JournalStore journal;
  private final RecordCodec codec;
  private final NodeId node;

  JournalledConversations(JournalStore journal, RecordCodec codec, NodeId node) {
    this.journal = journal;
    this.codec = codec;
    this.node = node;
  }

  @Override
  public Future<List<Said>> of(CallId call) {
    return journal
        .events(List.of(Known.nothingOf(call)), node)
        .map(found -> said(found.getOrDefault(call, List.of())));
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
    var all = new ArrayList<>(byItem.values());
    return List.copyOf(all.subList(Math.max(0, all.size() - LATEST), all.size()));
  }
}
