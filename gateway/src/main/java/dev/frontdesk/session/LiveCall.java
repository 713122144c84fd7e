package dev.frontdesk.session;

import dev.frontdesk.bus.Entry;
import dev.frontdesk.bus.Missed;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.CallEffect;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.CallMachine;
import dev.frontdesk.call.EndReason;
import dev.frontdesk.call.Origin;
import dev.frontdesk.call.PendingTool;
import dev.frontdesk.call.ProbeResult;
import dev.frontdesk.call.ProviderState;
import dev.frontdesk.call.Step;
import dev.frontdesk.call.TimerKind;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.Plan;
import dev.frontdesk.provider.Answer;
import dev.frontdesk.provider.Folded;
import dev.frontdesk.provider.Sideband;
import dev.frontdesk.provider.Sidebands;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One live call: its value, its socket, its timers. Everything happens on the event loop of its Sessions instance. */
final class LiveCall implements CallEffect.Listener<Void> {
  private static final int LAPSED =
      4_900; // private use (RFC 6455 7.4.2): we closed it ourselves, our lease had run out
  private static final int MOVED = 4_901; // likewise, the call came to this node

  private final Shell shell;
  private final Thread loop = Thread.currentThread();
  private final Line line;
  private final Origin origin;
  private final Queue<CallEvent> waiting = new ArrayDeque<>(2);
  private final Watchdogs timers;
  private final Socket socket;
  private final Elsewhere elsewhere;
  private final TransferActs transfers;
  private final CallerWords callerWords = new CallerWords();
  private Call call;
  private int term;
  private Instant decidingAt = Instant.EPOCH;
  private Instant seen;
  private boolean stepping;
  private boolean lost;
  private boolean unheard;
  private int dials;
  private @Nullable Frozen frozen;
  private @Nullable Overlap overlap;

  LiveCall(Shell shell, Line line, Call call, Origin origin) {
    this.shell = shell;
    this.line = line;
    this.origin = origin;
    this.call = call;
    this.term = shell.lease().term();
    this.seen = now();
    this.timers = new Watchdogs(shell.vertx());
    this.socket = new Socket(this::frame, this::socketEnded);
    this.elsewhere = new Elsewhere(shell, this);
    this.transfers = new TransferActs(shell, this);
  }

  Call call() {
    return call;
  }

  /** Something happened; decided at once, or right after the event that is being decided. */
  void feed(CallEvent event) {
    assert Thread.currentThread() == loop : event + " told on another event loop";
    if (lost) {
      return;
    }
    if (frozen != null) {
      frozen.event(event);
      return;
    }
    waiting.add(event);
    if (stepping) {
      return;
    }
    stepping = true;
    try {
      for (CallEvent next = waiting.poll(); next != null; next = waiting.poll()) {
        decide(next);
      }
    } finally {
      stepping = false;
    }
  }

  /** What the caller said last, as it may be told to people; blank: nothing. */
  String callerWords() {
    return callerWords.quoted();
  }

  /** Whether the end that we wanted for it was not taken by the provider or the carrier. */
  boolean isUnheard() {
    return unheard;
  }

  /** Whether this node may drive the call: its lease has not run out since it took it. */
  boolean isHeld() {
    return shell.lease().holds(term);
  }

  /** Whether it is decided here what becomes of it: it was not lost to another node, nor is it on its way to one. */
  boolean isDriven() {
    return !lost && frozen == null && isHeld();
  }

  /** From now on nothing of the call is decided here, for it is given to another node; what comes is kept. */
  void freeze() {
    frozen = new Frozen(null);
  }

  /** As above, of a call that {@code from} gives to this node, and last saw at {@code last}. */
  void freeze(NodeId from, Instant last) {
    frozen = new Frozen(from);
    seen = last;
  }

  /** When the last frame was heard, or the call began here. */
  Instant seen() {
    return seen;
  }

  /** What is kept of a call that nobody drives; null: it is driven here. */
  @Nullable
  Frozen frozen() {
    return frozen;
  }

  /** The call stays here after all, fenced anew: what was kept is caught up with. */
  void thaw(int epoch) {
    Frozen kept = frozen;
    boolean lapsed = !isHeld(); // what the sideband passed on by itself it has withheld since then
    frozen = null;
    term = shell.lease().term();
    call = call.under(epoch);
    if (kept != null) {
      Instant last = seen;
      replay(kept.missed());
      attachAnewUnless(!lapsed && kept.isWhole() && !kept.hasSocketEnded(), last);
    }
  }

  /** A frozen call that is ours by its epoch: its sideband is dialled beside the one of the node that gave it. Never fails. */
  Future<Void> hear() {
    return call.isConnected()
        ? line.provider().sidebands().beside(target()).map(this::hears).mapEmpty()
        : Future.succeededFuture();
  }

  private boolean hears(Sideband dialled) {
    boolean open = dialled instanceof Sideband.Attached;
    if (dialled instanceof Sideband.Attached attached) {
      if (lost || !isHeld()) {
        attached.socket().close();
      } else {
        socket.use(attached.socket(), call.detached() ? line.opening() : List.of());
      }
    } else if (frozen != null) {
      frozen.socketEnded();
    }
    return open;
  }

  /**
   * The node that gave the call drives it no more: it goes on here, first with what that node saw last.
   *
   * @param whole whether that is all it saw
   */
  void goOnAfter(NodeId from, List<Missed> missed, boolean whole) {
    Frozen kept = frozen;
    frozen = null;
    Instant last = seen;
    boolean all = whole && isHeld(); // without the lease nothing that came is heard
    replay(missed);
    feed(new CallEvent.HandedOver(now(), from, all ? null : last));
    if (isBridged()) { // the node before us may have asked the carrier for another stream already
      line.provider().sidebands().mayLeave(target());
    }
    if (kept != null && call.isConnected()) {
      overlap = new Overlap(missed);
      replay(kept.missed());
      attachAnewUnless(all && kept.isWhole() && !kept.hasSocketEnded(), last);
    }
    if (call.phase() != Call.Phase.ENDED) {
      shell.registry().replicate(call, line.opening());
    }
  }

  private void replay(List<Missed> missed) {
    for (Missed each : missed) {
      if (each.frame() != null) {
        frame(Buffer.buffer(each.frame()));
      } else if (each.event() != null) {
        feed(each.event());
      }
    }
  }

  /** Whether sound passes through this node, so that the call goes where its stream goes. */
  boolean isBridged() {
    return call.isConnected() && line.provider().sidebands().isBridged();
  }

  /** Its stream is wanted at another node, which fetches the call once it has it. */
  void sendElsewhere() {
    elsewhere.send();
  }

  /** Something was not heard: as after any other loss of the sideband, what was missed is looked for. */
  private void attachAnewUnless(boolean complete, Instant last) {
    if (!complete) {
      var unused = socket.close();
      socketEnded(MOVED, last);
    }
  }

  /** The socket is closed before one queued frame is handled, and nothing fires any more. */
  void letGo() {
    var unused = close();
  }

  private Future<Void> close() {
    timers.cancelAll();
    return socket.close();
  }

  /** The call is fenced as ours under {@code epoch}: its sideband is dialled again and the call goes on. */
  void goOn(int epoch) {
    term = shell.lease().term();
    call = call.under(epoch);
    call.timers().forEach(this::rearm);
    if (call.phase() == Call.Phase.HANGING_UP) { // whether it was asked for is not known
      EndReason why = call.ending();
      (why == null ? new CallEffect.HangUp() : CallEffect.ending(why)).to(this);
    } else {
      socketEnded(LAPSED, seen);
    }
  }

  /** The call was fenced as ours while it was driven here: only its epoch is another. */
  void under(int epoch) {
    call = call.under(epoch);
  }

  /**
   * The call comes from a lost node, already ours by its epoch, and goes on here.
   *
   * @param gone whether that node's process is known to be gone
   */
  void takeOver(NodeId lost, boolean gone, @Nullable Instant seen, boolean unwritten) {
    feed(new CallEvent.TakenOver(now(), lost, seen, unwritten));
    if (isBridged()) {
      elsewhere.expect(gone);
    }
    if (call.phase() != Call.Phase.ENDED) {
      shell.registry().replicate(call, line.opening());
    }
  }

  /** Another node owns the call: nothing more is done for it here, and what it holds in the registry is that node's. */
  void lose() {
    var unused = leave();
  }

  /** As {@link #lose}; done when the provider knows that our sideband is closed. */
  Future<Void> leave() {
    lost = true;
    frozen = null;
    line.provider().sidebands().abandon(target());
    Future<Void> closed = close();
    shell.released().accept(this);
    shell.watch().left(call.id());
    return closed;
  }

  private void rearm(TimerKind kind, Instant deadline) {
    setTimer(new CallEffect.SetTimer(kind, Duration.between(now(), deadline)));
  }

  Instant now() {
    return shell.clock().instant();
  }

  Origin origin() {
    return origin;
  }

  Line line() {
    return line;
  }

  private void decide(CallEvent event) {
    Call before = call;
    CallEvent kept = Masking.of(before).event(event);
    write(before.sequence() + 1, event.at(), "event", shell.codec().text(kept));
    if (kept instanceof CallEvent.CallerSaid said && said.understood()) {
      callerWords.heard(said.text());
    }
    Step step = CallMachine.step(before, event);
    call = step.call();
    decidingAt = event.at();
    for (CallEffect effect : step.effects()) {
      effect.to(this);
    }
    if (call.differsInSubstance(before) && call.phase() != Call.Phase.ENDED) {
      shell.registry().replicate(call, line.opening());
    }
  }

  private void frame(Buffer frame) {
    ProviderState state = call.model();
    if (frozen != null) {
      frozen.frame(frame);
    } else if (!isHeld()) {
      letGo();
    } else if (overlap != null && overlap.repeats(frame)) {
      seen = now(); // heard by the node before us, and told
    } else if (state != null) {
      seen = now();
      fold(line.provider().model().frame(state, frame, seen));
    }
  }

  private void fold(Folded folded) {
    socket.judge(folded);
    if (folded.state() != call.model()) {
      call = call.with(folded.state());
    }
    if (!folded.frames().isEmpty() && !isHeld()) {
      letGo(); // what is not said now is found missing once the call is ours again
    }
    folded.frames().forEach(socket::send);
    folded.events().forEach(this::feed);
  }

  private void socketEnded(int code) {
    socketEnded(code, null);
  }

  /** @param last that was heard before it; null: all that came */
  private void socketEnded(int code, @Nullable Instant last) {
    if (frozen != null) {
      frozen.socketEnded();
      return;
    }
    ProviderState state = call.model();
    if (state != null) {
      fold(line.provider().model().detached(state, now()));
    }
    feed(new CallEvent.Detached(now(), code, last));
  }

  private void write(int sequence, Instant when, String kind, String json) {
    shell.journal().write(new Entry(call.id(), call.epoch(), sequence, when, kind, json));
  }

  @Override
  public Void tell(CallEffect.Tell effect) {
    ProviderState state = call.model();
    if (state != null) {
      fold(line.provider().model().tell(state, effect.command()));
    }
    return null;
  }

  @Override
  public Void attach(CallEffect.Attach effect) {
    int number = ++dials;
    line.provider()
        .sidebands()
        .attach(target())
        .onSuccess(dialled -> dialled(number, dialled, false));
    return null;
  }

  Sidebands.Target target() {
    Plan plan = call.plan();
    return new Sidebands.Target(
        call.id(),
        line.endpoint(),
        origin.providerCall(),
        line.opening(),
        plan == null ? null : plan.tenant(),
        origin.movedFrom() != null,
        call.tools().stream().map(PendingTool::call).toList());
  }

  @Override
  public Void probe(CallEffect.Probe effect) {
    probe();
    return null;
  }

  private void probe() {
    int number = ++dials;
    line.provider()
        .sidebands()
        .probe(target())
        .onSuccess(dialled -> dialled(number, dialled, true));
  }

  /** What was dialled before the lease ran out is not used: another node may have dialled since, and if not, we do once it is ours again. */
  private void dialled(int number, Sideband dialled, boolean again) {
    boolean wanted = number == dials && !lost && isHeld() && call.phase() != Call.Phase.ENDED;
    if (wanted) {
      dialled(dialled, again);
    } else if (dialled instanceof Sideband.Attached attached) {
      attached.socket().close();
    }
  }

  private void dialled(Sideband dialled, boolean again) {
    if (dialled instanceof Sideband.Attached attached) {
      if (call.model() == null) {
        call = call.with(line.provider().model().initial());
      }
      socket.use(attached.socket(), line.opening());
      elsewhere.came();
      attached.troubles().forEach(this::troubled);
      if (again) {
        feed(new CallEvent.Probed(now(), ProbeResult.ALIVE));
      }
      if (again && isBridged()) {
        renewed();
      } else {
        feed(new CallEvent.Attached(now(), again));
      }
    } else {
      boolean gone = dialled instanceof Sideband.Gone;
      if (dialled instanceof Sideband.Gone silent
          && !silent.told()
          && elsewhere.askOnceMore(this::probeUnlessOver)) {
        return;
      }
      if (dialled instanceof Sideband.Failed failed) {
        troubled(failed.reason());
      }
      feed(new CallEvent.Probed(now(), gone ? ProbeResult.GONE : ProbeResult.UNREACHABLE));
    }
  }

  private void probeUnlessOver() {
    if (isDriven() && call.phase() != Call.Phase.ENDED) {
      probe();
    }
  }

  private void renewed() {
    feed(new CallEvent.Renewed(now()));
    ProviderState state = call.model();
    if (state != null) {
      fold(line.provider().model().renewed(state));
    }
  }

  private void troubled(String reason) {
    if (call.phase() != Call.Phase.ENDED) {
      feed(new CallEvent.ProviderFailed(now(), "not-attached", reason));
    }
  }

  @Override
  public Void runTool(CallEffect.RunTool effect) {
    shell.tools().run(this, effect.call());
    return null;
  }

  @Override
  public Void attemptTransfer(CallEffect.AttemptTransfer effect) {
    transfers.attempt(effect);
    return null;
  }

  @Override
  public Void joinTarget(CallEffect.JoinTarget effect) {
    transfers.join(effect);
    return null;
  }

  @Override
  public Void lookForTarget(CallEffect.LookForTarget effect) {
    transfers.look(effect);
    return null;
  }

  @Override
  public Void dropTarget(CallEffect.DropTarget effect) {
    transfers.drop(effect);
    return null;
  }

  @Override
  public Void returnCaller(CallEffect.ReturnCaller effect) {
    transfers.bringBack(effect);
    return null;
  }

  @Override
  public Void hangUp(CallEffect.HangUp effect) {
    HangingUp.by(shell, this, asking(line.provider().control()::hangUp));
    return null;
  }

  @Override
  public Void giveBack(CallEffect.GiveBack effect) {
    if (call.ending() == EndReason.DEAD_AIR || call.ending() == EndReason.PROVIDER_STALLED) {
      socket.waitedInVain();
    }
    HangingUp.by(shell, this, asking(line.provider().control()::giveBack));
    return null;
  }

  private Supplier<Future<Answer>> asking(BiFunction<Endpoint, String, Future<Answer>> way) {
    var sidebands = line.provider().sidebands();
    return () -> new AskingCarrier(shell.vertx(), sidebands, target(), way)
        .ask()
        .onSuccess(answer -> unheard = !answer.done());
  }

  @Override
  public Void journal(CallEffect.Journal effect) {
    shell.watch().told(call, origin, effect.fact(), decidingAt);
    write(
        effect.sequence(),
        decidingAt,
        effect.fact().journalKind(),
        shell.codec().text(Masking.of(call).fact(effect.fact())));
    return null;
  }

  @Override
  public Void setTimer(CallEffect.SetTimer effect) {
    timers.set(effect.kind(), effect.after(), this::timerFired);
    return null;
  }

  /** Without the lease it fires again once the call is ours again. */
  private void timerFired(TimerKind kind) {
    if (isHeld()) {
      feed(new CallEvent.TimerFired(now(), kind));
    } else {
      letGo();
    }
  }

  @Override
  public Void cancelTimer(CallEffect.CancelTimer effect) {
    timers.cancel(effect.kind());
    return null;
  }

  @Override
  public Void release(CallEffect.Release effect) {
    letGo();
    shell.registry().forget(call.id());
    shell.released().accept(this);
    return null;
  }
}
