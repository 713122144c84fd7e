package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.SipPeer;
import org.jspecify.annotations.Nullable;

/** The far end of a leg to a SIP address. */
final class SipPerson implements Person {
  private static final int BUSY = 486;
  private static final int BUSY_EVERYWHERE = 600;
  private static final int DECLINED = 603;

  private final SipPeer peer;
  private @Nullable Runnable hangUp;

  SipPerson(SipPeer peer) {
    this.peer = peer;
  }

  @Override
  public void rings(Leg leg) {
    hangUp = peer.invited(leg.from(), leg.to(), SipPeer.headers(leg.to()), new SipPeer.Line() {
      @Override
      public void answered() {
        leg.exchange().onLoop(leg::answer);
      }

      @Override
      public void refused(int status) {
        boolean busy = status == BUSY || status == BUSY_EVERYWHERE || status == DECLINED;
        leg.exchange().onLoop(() -> {
          leg.refusedWith(status);
          leg.end(busy ? CallStatus.BUSY : CallStatus.FAILED, "callee");
        });
      }

      @Override
      public void hungUp() {
        leg.exchange().onLoop(() -> leg.end(CallStatus.COMPLETED, "callee"));
      }
    });
  }

  @Override
  public void ended(Leg leg) {
    if (hangUp != null) {
      hangUp.run();
    }
  }
}
