package dev.frontdesk.provider;

import dev.frontdesk.call.ToolCall;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the control WebSocket beside a call's media, or through us with it. Futures never fail: every end is a {@link Sideband}. */
public interface Sidebands {
  /**
   * Whose sideband is dialled.
   *
   * @param call ours
   * @param endpoint that announced the call
   * @param opening frames that will go first: a session that is made by dialling has its model from them
   * @param tenant whose call it is; null: not known yet
   * @param goesOn the conversation began in another call, and is told to the session
   * @param asked tools whose answers the model awaits: a new session is told that it asked for them
   */
  record Target(
      CallId call,
      Endpoint endpoint,
      String providerCall,
      List<String> opening,
      @Nullable TenantId tenant,
      boolean goesOn,
      List<ToolCall> asked) {
    public Target {
      opening = List.copyOf(opening);
      asked = List.copyOf(asked);
    }

    /** Of a call that is nobody's yet. */
    public Target(CallId call, Endpoint endpoint, String providerCall, List<String> opening) {
      this(call, endpoint, providerCall, opening, null, false, List.of());
    }
  }

  /** After accept: a 404 may only mean that the session is still being built, so it is tried again for about 5 s (openai.md 3.1). */
  Future<Sideband> attach(Target target);

  /**
   * After an unexpected end: the first 404 means that the call is gone; other failures are tried again for about 5 s (3.6), also the
   * refusal of a second sideband: the provider may not have noticed yet that the first one ended.
   */
  Future<Sideband> probe(Target target);

  /** While another node's sideband is open: as {@link #probe}, but a refusal is final, because waiting would not change it. */
  Future<Sideband> beside(Target target);

  /** Whether the sound passes through the node that dials: a sideband then ends with the stream, and follows it to another node. */
  default boolean isBridged() {
    return false;
  }

  /** False: whatever it would dial for that tenant's calls is known to be down, so that a call had better not be taken. */
  default boolean isAnswering(Endpoint endpoint, TenantId tenant) {
    return true;
  }

  /** The carrier is about to be sent elsewhere: the end of the call's stream at this node is not the end of the call. */
  default void leaves(Target target) {}

  /** The call came from another node, which may have asked the carrier for another stream. */
  default void mayLeave(Target target) {}

  /** The carrier could not be told what is to become of the call: its stream ends, so that the carrier asks what follows. */
  default void cut(Target target) {}

  /** The call is another node's from now on: who waits here for its stream waits for nothing. */
  default void abandon(Target target) {}
}
