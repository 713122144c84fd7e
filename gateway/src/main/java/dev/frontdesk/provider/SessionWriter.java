package dev.frontdesk.provider;

import dev.frontdesk.model.OpenedServer;
import dev.frontdesk.model.ToolSpec;
import dev.frontdesk.model.VoiceSettings;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Writes what a session is configured with, in the provider's format, and checks it before the provider could swallow it. */
public interface SessionWriter {
  /**
   * Prepares what the calls of one tenant have in common, so that each call only adds its own few lines.
   *
   * @param instructions what comes first in every call
   * @param voice unset values get the installation's, then the provider's defaults
   */
  Template prepare(String instructions, VoiceSettings voice, List<ToolSpec> tools);

  /**
   * A session with tools that the provider runs itself. Its accept body holds secrets then: it is sent, and neither kept nor shown. The
   * frames hold none.
   */
  Session with(Session session, List<OpenedServer> servers);

  /** Sessions that differ in the end of their instructions only. May be used from any thread. */
  interface Template {
    /** @param instructions what this call adds */
    Session session(String instructions);
  }

  /**
   * @param accept body of the accept request
   * @param opening frames sent first after every attach
   * @param hash SHA-256 of all of it, hexadecimal
   * @param problems why the provider would refuse it, naming the field; empty: nothing found
   */
  record Session(Buffer accept, List<String> opening, String hash, List<String> problems) {
    public Session {
      opening = List.copyOf(opening);
      problems = List.copyOf(problems);
    }

    public Session withAccept(Buffer other) {
      return new Session(other, opening, hash, problems);
    }

    public Session withOpening(List<String> other) {
      return new Session(accept, other, hash, problems);
    }
  }
}
