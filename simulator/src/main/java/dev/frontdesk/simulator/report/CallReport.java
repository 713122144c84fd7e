package dev.frontdesk.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One call, looked back upon.
 *
 * @param callId the provider's id, {@code rtc_…}
 * @param webhookStatus of the first delivery; 0 if the gateway could not be reached
 * @param rejectedWith the SIP status of a reject, 0 if there was none
 * @param session the accept body as received; null if the call was not accepted
 * @param said both sides in order
 * @param refers the targets of all REFERs, also refused ones
 * @param trace what the provider keeps of it
 * @param ended {@code rejected 603}, {@code transferred}, {@code caller-hung-up}, {@code agent-hung-up}, {@code unanswered},
 *     {@code webhook-refused 401}, {@code unreachable}, {@code lost}, {@code session-expired} or {@code timed-out}
 * @param violations what the gateway sent that the protocol does not know
 * @param broken expectations that did not hold; empty if all is well
 */
public record CallReport(
    String script,
    String callId,
    int webhookStatus,
    boolean accepted,
    int rejectedWith,
    @Nullable JsonNode session,
    List<Said> said,
    List<ToolCall> toolCalls,
    List<String> refers,
    Timings timings,
    Counts counts,
    Trace trace,
    String ended,
    List<String> misbehaviour,
    List<String> violations,
    List<String> broken) {
  public CallReport {
    said = List.copyOf(said);
    toolCalls = List.copyOf(toolCalls);
    refers = List.copyOf(refers);
    misbehaviour = List.copyOf(misbehaviour);
    violations = List.copyOf(violations);
    broken = List.copyOf(broken);
  }

  /** Whether every expectation held. */
  public boolean held() {
    return broken.isEmpty();
  }

  /** All the agent said, one line a turn. */
  public String agentWords() {
    return said.stream()
        .filter(turn -> turn.who() == Who.AGENT)
        .map(Said::text)
        .collect(Collectors.joining("\n"));
  }

  /** One side of a call. */
  public enum Who {
    CALLER,
    AGENT
  }

  /** One turn. */
  public record Said(Who who, String text) {}

  /**
   * One tool the model asked for.
   *
   * @param output null if it was never answered
   * @param tookMs from the end of the asking response to the output
   */
  public record ToolCall(
      String name,
      String arguments,
      @Nullable String output,
      @Nullable Double tookMs) {}

  /** In milliseconds; null where the call did not get that far. */
  public record Timings(
      @Nullable Double webhookToAck,
      @Nullable Double webhookToAccept,
      @Nullable Double acceptToAttached,
      @Nullable Double attachedToGreeting,
      @Nullable Double total) {}

  /**
   * @param accepts accept requests, also failed and repeated ones
   * @param attaches sidebands that were opened
   * @param sidebands the most that were open at one time
   * @param probes dials after the call was over
   * @param greetings responses the gateway asked for before the caller's first word
   */
  public record Counts(
      int accepts,
      int rejects,
      int hangups,
      int attaches,
      int sidebands,
      int probes,
      int greetings) {}
}
