package dev.frontdesk.provider;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ProviderState;
import java.util.List;

/**
 * One step of an adapter.
 *
 * @param state the adapter's next state
 * @param events what happened, in our words, in order
 * @param frames text frames to send to the provider, in order
 */
public record Folded(ProviderState state, List<CallEvent> events, List<String> frames) {
  public static Folded unchanged(ProviderState state) {
    return new Folded(state, List.of(), List.of());
  }
}
