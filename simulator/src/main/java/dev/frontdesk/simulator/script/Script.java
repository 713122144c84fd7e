package dev.frontdesk.simulator.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call as it is to be played.
 *
 * @param violationsAllowed whether the call may hold although the gateway broke the protocol
 * @param ring how long the caller lets it ring
 * @param limit how long the call may take at real-time pace before it is given up
 * @param secret signs this call's webhooks in place of the simulator's own; for further endpoints
 */
public record Script(
    String name,
    Invite invite,
    Misbehaviour misbehaviour,
    List<Step> steps,
    Expectations expectations,
    boolean violationsAllowed,
    Duration ring,
    Duration limit,
    @Nullable String secret) {
  public Script {
    steps = List.copyOf(steps);
  }

  /** @throws ScriptException naming line and key if the text is no script */
  public static Script parse(String yaml) {
    return ScriptReader.read("script", yaml);
  }

  /** @throws ScriptException naming file, line and key if the file is no script */
  public static Script read(Path file) {
    try {
      return ScriptReader.read(String.valueOf(file.getFileName()), Files.readString(file));
    } catch (IOException cause) {
      throw new UncheckedIOException("cannot read " + file, cause);
    }
  }

  /** The same call, announced under another endpoint's secret ({@code whsec_…}). */
  public Script signedWith(String other) {
    return new Script(
        name, invite, misbehaviour, steps, expectations, violationsAllowed, ring, limit, other);
  }

  /** The same call to another number. */
  public Script dialling(String to) {
    return invitedBy(new Invite(invite.from(), to, invite.callerName(), invite.headers()));
  }

  /** The same call from another number, or {@link Invite#ANONYMOUS}. */
  public Script calledFrom(String from) {
    return invitedBy(new Invite(from, invite.to(), invite.callerName(), invite.headers()));
  }

  /** The same call, begun by another INVITE. */
  public Script invitedBy(Invite other) {
    return new Script(
        name, other, misbehaviour, steps, expectations, violationsAllowed, ring, limit, secret);
  }
}
