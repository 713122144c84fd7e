package dev.frontdesk.simulator.carrier;

import dev.frontdesk.simulator.carrier.line.Act;
import java.time.Duration;
import java.util.List;

/**
 * One call to a number of the account.
 *
 * @param from E.164, or a word such as {@code anonymous}
 * @param extra added to the parameters of the voice webhook, such as {@code StirVerstat}
 * @param acts what the caller does once the call is answered, one after the other; after the last the caller waits for the end
 * @param recording whether what is heard is kept byte for byte
 * @param limit how long the call may take before the caller hangs up
 */
public record CallerPlan(
    String from,
    String to,
    Form extra,
    List<Act> acts,
    CarrierMisbehaviour misbehaviour,
    boolean recording,
    Duration limit) {
  private static final Duration LONG = Duration.ofMinutes(30);

  public CallerPlan {
    acts = List.copyOf(acts);
  }

  public static CallerPlan call(String from, String to, Act... acts) {
    return new CallerPlan(
        from, to, Form.EMPTY, List.of(acts), CarrierMisbehaviour.NONE, true, LONG);
  }

  public CallerPlan with(CarrierMisbehaviour other) {
    return new CallerPlan(from, to, extra, acts, other, recording, limit);
  }

  public CallerPlan with(Form more) {
    return new CallerPlan(from, to, extra.and(more), acts, misbehaviour, recording, limit);
  }

  public CallerPlan notRecording() {
    return new CallerPlan(from, to, extra, acts, misbehaviour, false, limit);
  }

  public CallerPlan withLimit(Duration other) {
    return new CallerPlan(from, to, extra, acts, misbehaviour, recording, other);
  }
}
