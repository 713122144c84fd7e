package dev.frontdesk;

import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Script;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** A call that tells when it was greeted, when the provider misbehaved in it and when somebody attached to it again. */
final class WatchedCall implements CallListener {
  final Promise<Void> misbehaved = Promise.promise();
  final Promise<Void> greeted = Promise.promise();
  final Promise<Void> attachedAgain = Promise.promise();
  final Future<CallReport> report;
  private final AtomicInteger attachments = new AtomicInteger();

  WatchedCall(TestGateway gateway, URI webhook, String yaml) {
    var script = Script.parse(
        "name: test\nfrom: \"+421900000001\"\nto: \"" + TestGateway.NUMBER + "\"\n" + yaml);
    report = gateway.world.place(script, webhook, this);
  }

  int attachments() {
    return attachments.get();
  }

  @Override
  public void misbehaved(String what) {
    misbehaved.tryComplete();
  }

  @Override
  public void agentSaid(String text) {
    greeted.tryComplete();
  }

  @Override
  public void attached() {
    if (attachments.incrementAndGet() > 1) {
      attachedAgain.tryComplete();
    }
  }
}
