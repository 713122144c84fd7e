package dev.frontdesk.provider;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.provider.Outages.Trouble;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/** A provider whose own endpoint announces calls: not asked to take one while it is known to be down. */
public final class Guarded implements CallControl {
  private final CallControl control;
  private final Outages outages;

  private Guarded(CallControl control, Outages outages) {
    this.control = control;
    this.outages = outages;
  }

  /** The same provider, watched. */
  public static Provider by(Outages outages, Provider provider) {
    return new Provider(
        provider.name(),
        provider.capabilities(),
        provider.webhooks(),
        provider.sessions(),
        new Guarded(provider.control(), outages),
        provider.model(),
        new Watched(provider.sidebands(), outages),
        provider.test(),
        provider.text());
  }

  @Override
  public Future<Answer> accept(
      Endpoint endpoint, String providerCall, Buffer session, Duration budget) {
    if (!outages.admits(endpoint.id())) {
      return Future.succeededFuture(
          new Answer(Answer.Kind.UNAVAILABLE, "it failed lately and is not asked"));
    }
    return control
        .accept(endpoint, providerCall, session, budget)
        .onSuccess(answer -> seen(endpoint.id(), answer.kind()));
  }

  private void seen(EndpointId endpoint, Answer.Kind kind) {
    switch (kind) {
      case DONE, CALLER_GONE, ALREADY_DECIDED, INVALID -> outages.took(endpoint);
      case RATE_LIMITED -> outages.failed(endpoint, Trouble.OVER_LIMIT);
      case UNAUTHORIZED -> outages.failed(endpoint, Trouble.UNAUTHORIZED);
      case UNAVAILABLE -> outages.failed(endpoint, Trouble.SERVER_ERROR);
      case TIMEOUT -> outages.failed(endpoint, Trouble.UNREACHABLE);
    }
  }

  @Override
  public Future<Answer> reject(Endpoint endpoint, String providerCall, int sipCode) {
    return control.reject(endpoint, providerCall, sipCode);
  }

  @Override
  public Future<Answer> refer(Endpoint endpoint, String providerCall, String targetUri) {
    return control.refer(endpoint, providerCall, targetUri);
  }

  @Override
  public Future<Answer> sendElsewhere(Endpoint endpoint, String providerCall) {
    return control.sendElsewhere(endpoint, providerCall);
  }

  @Override
  public Future<Answer> giveBack(Endpoint endpoint, String providerCall) {
    return control.giveBack(endpoint, providerCall);
  }

  @Override
  public Future<Answer> hangUp(Endpoint endpoint, String providerCall) {
    return control.hangUp(endpoint, providerCall);
  }

  /** A call that was accepted and cannot be attached is a failure as well. */
  private record Watched(Sidebands sidebands, Outages outages) implements Sidebands {
    @Override
    public Future<Sideband> attach(Target target) {
      return sidebands
          .attach(target)
          .onSuccess(dialled -> {
            if (dialled instanceof Sideband.Failed) {
              outages.failed(target.endpoint().id(), Trouble.UNREACHABLE);
            }
          })
          .map(dialled -> judged(target, dialled));
    }

    private Sideband judged(Target target, Sideband dialled) {
      return dialled instanceof Sideband.Attached attached
          ? new Sideband.Attached(
              new Judged(attached.socket(), outages, target.endpoint().id()), attached.troubles())
          : dialled;
    }

    @Override
    public Future<Sideband> probe(Target target) {
      return sidebands.probe(target).map(dialled -> judged(target, dialled));
    }

    @Override
    public Future<Sideband> beside(Target target) {
      return sidebands.beside(target).map(dialled -> judged(target, dialled));
    }

    @Override
    public boolean isBridged() {
      return sidebands.isBridged();
    }

    @Override
    public boolean isAnswering(Endpoint endpoint, TenantId tenant) {
      return !outages.isOpen(endpoint.id());
    }

    @Override
    public void leaves(Target target) {
      sidebands.leaves(target);
    }

    @Override
    public void mayLeave(Target target) {
      sidebands.mayLeave(target);
    }

    @Override
    public void cut(Target target) {
      sidebands.cut(target);
    }

    @Override
    public void abandon(Target target) {
      sidebands.abandon(target);
    }
  }
}
