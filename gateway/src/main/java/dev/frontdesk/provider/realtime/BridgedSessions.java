package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.OpenedServer;
import dev.frontdesk.model.ToolSpec;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.provider.SessionWriter;
import io.vertx.core.buffer.Buffer;
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

  /** The accept body is sent to nobody, so it is left as it is. */
  @Override
  public Buffer with(Buffer accept, List<OpenedServer> servers) {
    return accept;
  }
}
