package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.OpenedServer;
import dev.frontdesk.model.ToolSpec;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.provider.SessionWriter;
import java.util.List;

/** Sessions as the Realtime API wants them (openai.md 2.2). */
record RealtimeSessions(VoiceSettings installation) implements SessionWriter {
  @Override
  public Template prepare(String instructions, VoiceSettings voice, List<ToolSpec> tools) {
    return new SessionTemplate(SessionConfig.of(voice, installation, instructions, tools));
  }

  @Override
  public Session with(Session session, List<OpenedServer> servers) {
    return session.withAccept(Servers.in(session.accept(), servers));
  }
}
