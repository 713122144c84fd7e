package dev.frontdesk.admin.api;

import dev.frontdesk.bus.BusMessage.PreviewMade;
import dev.frontdesk.bus.BusMessage.PreviewedSession;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.ToolSpec;
import dev.frontdesk.model.TransferTarget;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A preview as people see it.
 *
 * @param sipCode with which the caller would be refused
 * @param contact who the caller is to the tenant
 */
record PreviewView(
    Instant at,
    String decision,
    @Nullable Integer sipCode,
    List<Reason> reasons,
    @Nullable Contact contact,
    @Nullable Session session) {

  static PreviewView of(PreviewMade made) {
    PreviewedSession session = made.session();
    return new PreviewView(
        made.at(),
        made.decision(),
        made.sipCode(),
        made.reasons(),
        made.contact(),
        session == null ? null : Session.of(session));
  }

  /**
   * What the call would be accepted with.
   *
   * @param forward keys of those who would be rung first
   * @param config body of the accept request
   * @param opening what is sent first once the provider listens
   * @param hash SHA-256 over config and opening as they are sent, hexadecimal
   */
  record Session(
      int version,
      String language,
      String greeting,
      List<String> forward,
      String instructions,
      Map<String, Object> config,
      List<Map<String, Object>> opening,
      String hash,
      List<String> problems,
      List<ToolSpec> tools,
      List<Target> targets) {
    static Session of(PreviewedSession session) {
      return new Session(
          session.version(),
          session.language(),
          session.greeting(),
          session.forward().stream().map(TransferTarget::key).toList(),
          session.instructions(),
          new JsonObject(session.accept()).getMap(),
          session.opening().stream()
              .map(frame -> new JsonObject(frame).getMap())
              .toList(),
          session.hash(),
          session.problems(),
          session.tools(),
          session.openTargets().stream().map(Target::of).toList());
    }
  }

  record Target(String key, String name, String address, TransferTarget.Kind kind) {
    static Target of(TransferTarget target) {
      return new Target(target.key(), target.name(), target.address(), target.kind());
    }
  }
}
