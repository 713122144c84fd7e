package dev.frontdesk.session;

import dev.frontdesk.call.AttemptOutcome;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.Fact;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.Printable;
import dev.frontdesk.model.ToolNames;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names the calls in which something was begun that may have happened or not: nothing repeats it, so a person has to look. */
public final class DoubtLog implements CallWatch {
  private static final Logger LOG = LoggerFactory.getLogger(DoubtLog.class);

  @Override
  public void told(Call call, Origin origin, Fact fact, Instant at) {
    if (fact instanceof Fact.ToolDone done && ToolResult.isInDoubt(done.output())) {
      inDoubt(call, done.name());
    } else if (fact instanceof Fact.TransferSeen seen && seen.outcome() == AttemptOutcome.UNKNOWN) {
      inDoubt(call, ToolNames.TRANSFER_CALL);
    }
  }

  private static void inDoubt(Call call, String tool) {
    LOG.atWarn()
        .addKeyValue("call", call.id())
        .addKeyValue("tool", Printable.brief(tool))
        .log("effect in doubt");
  }
}
