package dev.frontdesk.call;

import dev.frontdesk.model.TransferTarget;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a call wants done, in order. Performed once, by whoever owns the call. */
public sealed interface CallEffect {
  <R> R to(Listener<R> listener);

  /** What ends a call for that reason: where it was our side that failed, nobody hangs up on the caller if it can be helped. */
  static CallEffect ending(EndReason reason) {
    return reason.isOurFailure() ? new GiveBack() : new HangUp();
  }

  /** One method per effect. */
  interface Listener<R> {
    R tell(Tell effect);

    R attach(Attach effect);

    R runTool(RunTool effect);

    R attemptTransfer(AttemptTransfer effect);

    R joinTarget(JoinTarget effect);

    R lookForTarget(LookForTarget effect);

    R dropTarget(DropTarget effect);

    R returnCaller(ReturnCaller effect);

    R hangUp(HangUp effect);

    R giveBack(GiveBack effect);

    R journal(Journal effect);

    R setTimer(SetTimer effect);

    R cancelTimer(CancelTimer effect);

    R probe(Probe effect);

    R release(Release effect);
  }

  /** The voice model does something. */
  record Tell(ModelCommand command) implements CallEffect {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.tell(this);
    }
  }

  /** The sideband is opened. */
  record Attach() implements CallEffect {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.attach(this);
    }
  }

  /** A tool runs; its answer comes back as an event. */
  record RunTool(ToolCall call) implements CallEffect {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.runTool(this);
    }
  }

  /**
   * One transfer attempt; what is seen of it comes back as an event. A warm target is rung on a leg of its own, while the caller stays;
   * from a line that cannot ring it the caller is moved to one that can, or is handed over blind.
   */
  record AttemptTransfer(int attempt, TransferTarget target) implements CallEffect {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.attemptTransfer(this);
    }
  }

  /** The caller is moved from the receptionist to the room where the target is; what is seen of it comes back as an event. */
  record JoinTarget(int attempt) implements CallEffect {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.joinTarget(this);
    }
  }

  /**
   * The carrier is asked who is in the room, and how the target's leg stands; the answer comes back as an event.
   *
   * @param leg null: none that we know of
   */
  record LookForTarget(int attempt, @Nullable String leg) implements CallEffect {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.lookForTarget(this);
    }
  }

  /** The target's leg is ended, wherever it is. */
  record DropTarget(int attempt, String leg) implements CallEffect {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.dropTarget(this);
    }
  }

  /** A caller who was sent to the room is fetched back to the receptionist. */
  record ReturnCaller(int attempt) implements CallEffect {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.returnCaller(this);
    }
  }

  /** The call is ended at the provider. */
  record HangUp() implements CallEffect {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.hangUp(this);
    }
  }

  /** The call is over for us, not for the caller: the carrier does what was arranged for that. */
  record GiveBack() implements CallEffect {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.giveBack(this);
    }
  }

  /** A fact is written down, under this sequence number of the call. */
  record Journal(int sequence, Fact fact) implements CallEffect {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.journal(this);
    }
  }

  /** A watch starts, or starts anew. */
  record SetTimer(TimerKind kind, Duration after) implements CallEffect {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.setTimer(this);
    }
  }

  /** A watch stops. */
  record CancelTimer(TimerKind kind) implements CallEffect {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.cancelTimer(this);
    }
  }

  /** The sideband is dialled again to learn whether the call still lives. */
  record Probe() implements CallEffect {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.probe(this);
    }
  }

  /** The call is over: sockets and memory are given back. */
  record Release(EndReason reason) implements CallEffect {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.release(this);
    }
  }
}
