package dev.frontdesk.call;

import java.util.List;

/** One step of a call: what it became, and what is to be done, in order. */
public record Step(Call call, List<CallEffect> effects) {
  public Step {
    effects = List.copyOf(effects);
  }
}
