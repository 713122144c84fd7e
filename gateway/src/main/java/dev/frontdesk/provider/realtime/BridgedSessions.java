package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.OpenedServer;
import dev.frontdesk.model.ToolSpec;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.provider.SessionWriter;
import java.util.List;

/**
 * Configures sessions whose sound passes through us. Nothing is accepted at the provider: the first frame after the attach carries
 * everything.
 *
 * @param installation what applies where a profile leaves a setting open
 */
record BridgedSessions(VoiceSettings installation) implements SessionWriter {
  @Override
  public Template prepare(String instructions, VoiceSettings voice, List<ToolSpec> tools) {
    return new BridgedTemplate(SessionConfig.of(voice, installation, instructions, tools));
  }

  /** The accept body is sent to nobody. The first frame only names them: it is replicated, and whoever dials adds what they need. */
  @Override
  public Session with(Session session, List<OpenedServer> servers) {
    return session.withOpening(
        session.opening().stream().map(frame -> Servers.named(frame, servers)).toList());
  }
}
