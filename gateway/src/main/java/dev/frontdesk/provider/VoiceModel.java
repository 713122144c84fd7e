package dev.frontdesk.provider;

import dev.frontdesk.call.ModelCommand;
import dev.frontdesk.call.ProviderState;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The voice model of a provider as a pure fold over its frames; the adapter's state travels with the call. Nothing a provider
 * sends makes it throw: what cannot be read is a {@link dev.frontdesk.call.CallEvent.ProviderFailed}.
 */
public interface VoiceModel {
  /** State of a call whose sideband has just been attached for the first time. */
  ProviderState initial();

  /** A complete text message arrived. */
  Folded frame(ProviderState state, Buffer frame, Instant at);

  /** The core wants something of the model. */
  Folded tell(ProviderState state, ModelCommand command);

  /** The sideband ended: what was being said comes out as it stands, what was active is forgotten. */
  Folded detached(ProviderState state, Instant at);

  /** A new session is there in place of a lost one, and answers already: what waited for it can go. */
  Folded renewed(ProviderState state);

  /**
   * The call comes from another node, whose last state this may be, or an older one: what still holds of it. What was wanted and what
   * was being said is not kept, for it may have come to its end since.
   *
   * @param state null: nobody knows it
   */
  ProviderState takenOver(@Nullable ProviderState state);
}
