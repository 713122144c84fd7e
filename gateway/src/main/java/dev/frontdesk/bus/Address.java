package dev.frontdesk.bus;

import dev.frontdesk.model.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Where messages of one type go. One address per role, or per node and role where the node matters; never one per call.
 *
 * @param name on the event bus
 * @param type what may be sent there
 * @param node on which somebody listens; null: on any
 */
public record Address<M extends BusMessage>(
    String name, Class<M> type, @Nullable NodeId node) {
  /** Acceptance, on any node. */
  public static final Address<BusMessage.CallOffered> CALL_OFFERED =
      new Address<>("call.offered", BusMessage.CallOffered.class);

  /** Acceptance, on any node; answered with what the carrier is to be told. */
  public static final Address<BusMessage.CallOffered> CALL_ASKED =
      new Address<>("call.asked", BusMessage.CallOffered.class);

  /** Sessions, on the node that owns the call. */
  public static final Address<BusMessage.CarrierEnded> CARRIER_ENDED =
      new Address<>("carrier.ended", BusMessage.CarrierEnded.class);

  /** Sessions, on the node that owns the call. */
  public static final Address<BusMessage.LegAsked> LEG_ASKED =
      new Address<>("carrier.leg", BusMessage.LegAsked.class);

  /** Sessions, on the node that owns the call. */
  public static final Address<BusMessage.LegArrived> LEG_ARRIVED =
      new Address<>("carrier.arrived", BusMessage.LegArrived.class);

  /** Acceptance, on any node. */
  public static final Address<BusMessage.NumbersAsked> NUMBERS =
      new Address<>("carrier.numbers", BusMessage.NumbersAsked.class);

  /** Notifications, on any node. */
  public static final Address<BusMessage.TextAsked> TEXTS =
      new Address<>("carrier.texts", BusMessage.TextAsked.class);

  /** Sessions, on the node that is to own the call. */
  public static final Address<BusMessage.CallDecided> CALL_DECIDED =
      new Address<>("call.decided", BusMessage.CallDecided.class);

  /** Sessions, on the node that is to own the call. */
  public static final Address<BusMessage.HoldAsked> HOLD_ASKED =
      new Address<>("call.held", BusMessage.HoldAsked.class);

  /** Sessions, on the node that is to own the call. */
  public static final Address<BusMessage.CallLost> CALL_LOST =
      new Address<>("call.lost", BusMessage.CallLost.class);

  /** Sessions, on the node that drove the call. */
  public static final Address<BusMessage.CallMoved> CALL_MOVED =
      new Address<>("call.moved", BusMessage.CallMoved.class);

  /** Sessions, on the node that is to own the call. */
  public static final Address<BusMessage.CallGiven> CALL_GIVEN =
      new Address<>("call.given", BusMessage.CallGiven.class);

  /** Sessions, on the node that owns the call. */
  public static final Address<BusMessage.CallReleased> CALL_RELEASED =
      new Address<>("call.released", BusMessage.CallReleased.class);

  /** Sessions, on the node that owns the call. */
  public static final Address<BusMessage.CommandAsked> COMMAND =
      new Address<>("call.command", BusMessage.CommandAsked.class);

  /** Acceptance, on any node. */
  public static final Address<BusMessage.PreviewAsked> PREVIEW =
      new Address<>("call.preview", BusMessage.PreviewAsked.class);

  /** Acceptance, on any node. */
  public static final Address<BusMessage.OpeningAsked> OPENING =
      new Address<>("call.opening", BusMessage.OpeningAsked.class);

  /** Acceptance, on any node. */
  public static final Address<BusMessage.ToolsAsked> TOOLS =
      new Address<>("call.tools", BusMessage.ToolsAsked.class);

  /** Acceptance, on any node. */
  public static final Address<BusMessage.EndpointTestAsked> ENDPOINT_TEST =
      new Address<>("endpoint.test", BusMessage.EndpointTestAsked.class);

  /** Transfers, on any node. */
  public static final Address<BusMessage.AttemptAsked> ATTEMPT_ASKED =
      new Address<>("transfer.asked", BusMessage.AttemptAsked.class);

  /** Transfers, on any node. */
  public static final Address<BusMessage.TargetAsked> TARGET_ASKED =
      new Address<>("transfer.target", BusMessage.TargetAsked.class);

  /** Sessions, on the node that owns the call. */
  public static final Address<BusMessage.TargetNews> TARGET_NEWS =
      new Address<>("carrier.target", BusMessage.TargetNews.class);

  /** Journal, on the node that owns the calls. */
  public static final Address<BusMessage.JournalBatch> JOURNAL =
      new Address<>("journal.append", BusMessage.JournalBatch.class);

  /** Journal, on the node that owns the call. */
  public static final Address<BusMessage.EffectAsked> EFFECT_ASKED =
      new Address<>("effect.asked", BusMessage.EffectAsked.class);

  /** Journal, on the node that owns the call. */
  public static final Address<BusMessage.EffectEnded> EFFECT_ENDED =
      new Address<>("effect.ended", BusMessage.EffectEnded.class);

  /** Journal, on a node that reaches the database. */
  public static final Address<BusMessage.ClaimAsked> CLAIM_ASKED =
      new Address<>("claim.asked", BusMessage.ClaimAsked.class);

  /** Whoever keeps the lease, on one node. */
  public static final Address<BusMessage.DatabaseAsked> DATABASE_ASKED =
      new Address<>("node.database", BusMessage.DatabaseAsked.class);

  /** Every Acceptance. */
  public static final Address<BusMessage.NodeLoad> NODE_LOAD =
      new Address<>("node.load", BusMessage.NodeLoad.class);

  /** Every Acceptance. */
  public static final Address<BusMessage.CallerAnswered> CALLER_ANSWERED =
      new Address<>("caller.answered", BusMessage.CallerAnswered.class);

  private Address(String name, Class<M> type) {
    this(name, type, null);
  }

  /** The same role on one node. */
  public Address<M> on(NodeId node) {
    return new Address<>(name + "@" + node.value(), type, node);
  }
}
