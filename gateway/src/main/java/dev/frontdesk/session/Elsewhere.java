package dev.frontdesk.session;

import dev.frontdesk.call.Call;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ProbeResult;
import dev.frontdesk.provider.Answer;
import io.vertx.core.Future;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the carrier for another stream of a call whose sound passes through us: to another node, or, of a lost one, to whichever has it now. */
final class Elsewhere {
  private static final Logger LOG = LoggerFactory.getLogger(Elsewhere.class);
  private static final Duration SENT_AGAIN_AFTER = Duration.ofSeconds(8);

  /** Whoever has the stream has asked for the call by then. */
  private static final long STREAM_COMES_WITHIN_MS = 1_000;

  /** The carrier has noticed by itself, asks any node what follows, and dials the next stream. */
  private static final long NEXT_STREAM_COMES_WITHIN_MS = 4_000;

  private final Shell shell;
  private final LiveCall live;
  private long sentAt = System.nanoTime() - SENT_AGAIN_AFTER.toNanos();
  private boolean askedOnceMore;

  Elsewhere(Shell shell, LiveCall live) {
    this.shell = shell;
    this.live = live;
  }

  /**
   * The node that gets the stream fetches the call. Not while a transfer or a goodbye is under way, and again only after a while: the
   * carrier may have been sent here once more.
   */
  void send() {
    long now = System.nanoTime();
    if (live.call().phase() != Call.Phase.TALKING || now - sentAt < SENT_AGAIN_AFTER.toNanos()) {
      return;
    }
    sentAt = now;
    var unused = ask();
  }

  /**
   * The node that is lost may be frozen, and hold the caller's stream open: the carrier does not know that nobody is at its other end.
   * Asked for another stream, it leaves that one.
   *
   * @param gone whether that node's sockets are known to be closed
   */
  void expect(boolean gone) {
    shell
        .vertx()
        .setTimer(gone ? NEXT_STREAM_COMES_WITHIN_MS : STREAM_COMES_WITHIN_MS, late -> miss());
  }

  private void miss() {
    Call call = live.call();
    if (live.isDriven() && call.detached() && call.awaitsTheCaller()) {
      LOG.atInfo()
          .addKeyValue("call", call.id())
          .log("its stream did not come, another is asked for");
      var unused = ask();
    }
  }

  /**
   * No stream has come. Before that is taken for the caller's end the carrier is asked once, who knows, and for another stream.
   *
   * @param wait told unless the carrier says that the call is over
   * @return whether it was asked
   */
  boolean askOnceMore(Runnable wait) {
    if (askedOnceMore) {
      return false;
    }
    askedOnceMore = true;
    LOG.atWarn().addKeyValue("call", live.call().id()).log("no stream came, the carrier is asked");
    ask().onComplete(asked -> {
      if (asked.failed() || asked.result().kind() != Answer.Kind.CALLER_GONE) {
        wait.run();
      }
    });
    return true;
  }

  /** Its stream is here. */
  void came() {
    askedOnceMore = false;
  }

  private Future<Answer> ask() {
    Line line = live.line();
    line.provider().sidebands().leaves(live.target());
    return line.provider()
        .control()
        .sendElsewhere(line.endpoint(), live.origin().providerCall())
        .onSuccess(this::told);
  }

  private void told(Answer answer) {
    if (answer.kind() == Answer.Kind.CALLER_GONE) {
      live.feed(new CallEvent.Probed(live.now(), ProbeResult.GONE));
    } else if (!answer.done()) {
      LOG.atWarn()
          .addKeyValue("call", live.call().id())
          .log("its stream stays where it is: {} {}", answer.kind(), answer.reason());
    }
  }
}
