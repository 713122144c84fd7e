package dev.frontdesk.provider.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.provider.SessionWriter.Session;
import dev.frontdesk.provider.SessionWriter.Template;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Sessions of calls whose sound passes through us: nothing is accepted at the provider, the first frame carries everything. */
final class BridgedTemplate implements Template {
  private final SessionConfig shared;

  /** @param shared instructions without the call's own */
  BridgedTemplate(SessionConfig shared) {
    this.shared = shared;
  }

  @Override
  public Session session(String instructions) {
    var whole =
        new SessionConfig(shared.voice(), shared.instructions() + instructions, shared.tools());
    String frame = whole.bridged();
    return new Session(
        whole.accept(), List.of(frame), sha256(frame), SessionCheck.accept(whole.accept()));
  }

  private static String sha256(String frame) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(frame.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
