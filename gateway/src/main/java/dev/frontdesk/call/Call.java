package dev.frontdesk.call;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Plan;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call as a value: everything a node needs to go on with it. Replicated to the cluster and read back by another node when
 * its owner is lost; holds references, never prompt text.
 *
 * @param form version of the JSON form, {@value #FORM}
 * @param epoch ownership count; effects of an older one are refused
 * @param sequence number of the last event or fact
 * @param model the provider's own small state; null until attached
 * @param turns the latest turns in conversation order, at most {@value #TURNS_KEPT}
 * @param tools requests the model awaits an answer to
 * @param attempts transfer attempts begun so far
 * @param timers running watches and when they fire
 * @param reached when the latest step towards the first sound was reached; null: it was heard
 * @param detached the sideband dropped and is being dialled again
 * @param ending why the call is being ended; null: it is not
 * @param absence when nobody saw the call, as long as the provider has not told of it; null: nothing is owed
 * @param emergency the caller has spoken of an emergency, and has been answered
 */
public record Call(
    int form,
    CallId id,
    int epoch,
    int sequence,
    Phase phase,
    @Nullable Origin origin,
    @Nullable Plan plan,
    @Nullable ProviderState model,
    List<Turn> turns,
    List<PendingTool> tools,
    @Nullable Transfer transfer,
    int attempts,
    Map<TimerKind, Instant> timers,
    Sound sound,
    @Nullable Instant reached,
    boolean detached,
    @Nullable EndReason ending,
    @Nullable Absence absence,
    boolean emergency) {

  public static final int FORM = 1;
  static final int TURNS_KEPT = 24;
  private static final Set<TimerKind> OF_THE_CONVERSATION = Set.copyOf(
      EnumSet.of(TimerKind.DEAD_AIR, TimerKind.SILENCE, TimerKind.STALL, TimerKind.FILLER));

  /**
   * Where a call stands.
   *
   * <pre>
   * OFFERED ──accepted──► CONNECTING ──attached──► TALKING ◄──failed, interrupted── TRANSFERRING
   *    │                      │                    │  ▲ └──────transfer asked──────────► │
   *    │ declined             │ not attached       │  └─"wait!"─┐                        │ gone, confirmed
   *    │                      │                    ▼            │                        │
   *    │                      │                 CLOSING (the goodbye is being heard)     │
   *    │                      ▼                    ▼                                     │
   *    │                   HANGING_UP ◄────────────┘                                     │
   *    ▼                      ▼                                                          ▼
   *  ENDED ◄── hung up, or the sideband ended and probing found the call gone ───────────┘
   * </pre>
   */
  public enum Phase {
    OFFERED,
    CONNECTING,
    TALKING,
    TRANSFERRING,
    CLOSING,
    HANGING_UP,
    ENDED
  }

  public Call {
    turns = List.copyOf(turns);
    tools = List.copyOf(tools);
    timers = Map.copyOf(timers);
  }

  /** A call about to be offered to the core, owned under {@code epoch}. */
  public static Call claimed(CallId id, int epoch) {
    return new Call(
        FORM,
        id,
        epoch,
        0,
        Phase.OFFERED,
        null,
        null,
        null,
        List.of(),
        List.of(),
        null,
        0,
        Map.of(),
        Sound.NONE,
        null,
        false,
        null,
        null,
        false);
  }

  /** The same call with another state of the provider's adapter. */
  public Call with(@Nullable ProviderState state) {
    return new Call(
        form, id, epoch, sequence, phase, origin, plan, state, turns, tools, transfer, attempts,
        timers, sound, reached, detached, ending, absence, emergency);
  }

  /** The same call owned under another epoch. */
  public Call under(int newEpoch) {
    return new Call(
        form, id, newEpoch, sequence, phase, origin, plan, model, turns, tools, transfer, attempts,
        timers, sound, reached, detached, ending, absence, emergency);
  }

  /** The same call, in which only those words count as written down that {@code journalled} knows of. */
  public Call asFarAsIn(Call journalled) {
    List<Turn> known = turns.stream()
        .map(turn -> journalled.turns.stream()
                .anyMatch(said -> said.said() && said.item().equals(turn.item()))
            ? turn
            : new Turn(turn.item(), turn.place(), turn.side(), false))
        .toList();
    return new Call(
        form, id, epoch, sequence, phase, origin, plan, model, known, tools, transfer, attempts,
        timers, sound, reached, detached, ending, absence, emergency);
  }

  /** The same call, whose pending tools have the arguments that {@code replicated} has: those of a journal are masked. */
  public Call askingAs(Call replicated) {
    List<PendingTool> asked = tools.stream()
        .map(pending -> replicated.tools.stream()
            .filter(each -> each.call().id().equals(pending.call().id()))
            .map(each -> new PendingTool(each.call(), pending.since()))
            .findFirst()
            .orElse(pending))
        .toList();
    return new Call(
        form, id, epoch, sequence, phase, origin, plan, model, turns, asked, transfer, attempts,
        timers, sound, reached, detached, ending, absence, emergency);
  }

  /** Whether the caller and the model hear each other, and we them. */
  public boolean isConnected() {
    return phase == Phase.TALKING || phase == Phase.TRANSFERRING || phase == Phase.CLOSING;
  }

  /** Whether nothing that was asked of somebody else is unanswered: the moment at which another node takes it up most easily. */
  public boolean isSettled() {
    return tools.isEmpty()
        && !detached
        && isConnected()
        && (transfer == null
            || (transfer.stage() != Transfer.Stage.ASKED && !transfer.isJoining()));
  }

  /** Whether the caller hears nothing of us just now. */
  public boolean isSilent() {
    return sound.playing() == null;
  }

  /** Whether the caller is with the receptionist, or about to be told goodbye: not on the way to somebody else. */
  public boolean awaitsTheCaller() {
    return isConnected()
        && (transfer == null
            || transfer.stage() == Transfer.Stage.ANNOUNCING
            || transfer.isWaiting());
  }

  /** Whether another node would need to know of the change from {@code before} to this. */
  public boolean differsInSubstance(Call before) {
    return phase != before.phase
        || !tools.equals(before.tools)
        || !Objects.equals(plan, before.plan)
        || !Objects.equals(transfer, before.transfer)
        || detached != before.detached
        || !Objects.equals(absence, before.absence)
        || emergency != before.emergency
        || !lasting(timers).equals(lasting(before.timers));
  }

  /** Watches that another node could not start by itself; those of the conversation start anew with the next sound. */
  private static Set<TimerKind> lasting(Map<TimerKind, Instant> timers) {
    var lasting = EnumSet.noneOf(TimerKind.class);
    lasting.addAll(timers.keySet());
    lasting.removeAll(OF_THE_CONVERSATION);
    return lasting;
  }
}
