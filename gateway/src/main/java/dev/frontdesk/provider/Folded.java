package dev.frontdesk.provider;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ProviderState;
import dev.frontdesk.provider.Outages.Trouble;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of an adapter.
 *
 * @param state the adapter's next state
 * @param events what happened, in our words, in order
 * @param frames text frames to send to the provider, in order
 * @param worked the model has answered
 * @param trouble it has not, and the fault is the provider's; null: no news of that
 */
public record Folded(
    ProviderState state,
    List<CallEvent> events,
    List<String> frames,
    boolean worked,
    @Nullable Trouble trouble) {
  public static Folded unchanged(ProviderState state) {
    return new Folded(state, List.of(), List.of(), false, null);
  }
}
