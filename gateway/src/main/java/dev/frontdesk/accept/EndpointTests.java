package dev.frontdesk.accept;

import dev.frontdesk.bus.BusMessage.EndpointTestAsked;
import dev.frontdesk.bus.BusMessage.EndpointTested;
import dev.frontdesk.bus.BusMessage.EndpointTested.Finding;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.outward.OutwardFailure;
import dev.frontdesk.outward.OutwardRequest;
import dev.frontdesk.outward.OutwardUrl;
import dev.frontdesk.provider.ConnectionTest.Question;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.provider.Providers.Connection;
import dev.frontdesk.store.Directory;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks the providers of endpoints whether they can be used; as addresses that strangers chose, since agencies and tenants chose them. */
final class EndpointTests {
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(8);
  private static final int MOST_BYTES = 64 * 1024;

  private final Directory directory;
  private final Providers providers;
  private final OutwardClient outward;

  EndpointTests(Directory directory, Providers providers, OutwardClient outward) {
    this.directory = directory;
    this.providers = providers;
    this.outward = outward;
  }

  /** Fails if the endpoint is not known; whatever its provider does is a finding. */
  Future<EndpointTested> test(EndpointTestAsked asked) {
    // It may have been saved a moment ago.
    return directory
        .refresh()
        .map(fresh -> providers
            .of(asked.endpoint())
            .orElseThrow(() -> new IllegalStateException("there is no such endpoint")))
        .compose(this::test);
  }

  private Future<EndpointTested> test(Connection connection) {
    if (connection.endpoint().apiKey().reveal().isEmpty()) {
      return Future.succeededFuture(
          new EndpointTested(Finding.NO_KEY, "the endpoint has no key that can be opened", 0));
    }
    long begun = System.nanoTime();
    return status(connection.provider().test().of(connection.endpoint()))
        .map(status -> new EndpointTested(finding(status), said(status), since(begun)))
        .recover(cause -> cause instanceof OutwardFailure failure
            ? Future.succeededFuture(new EndpointTested(
                finding(failure.kind()), String.valueOf(failure.getMessage()), since(begun)))
            : Future.failedFuture(cause));
  }

  private Future<Integer> status(Question question) {
    try {
      OutwardUrl url = OutwardUrl.of(question.url(), outward.allow());
      return outward
          .send(new OutwardRequest(
              HttpMethod.GET, url, question.headers(), null, ANSWERED_WITHIN, MOST_BYTES))
          .map(answer -> answer.status());
    } catch (OutwardFailure refused) {
      return Future.failedFuture(refused);
    }
  }

  private static Finding finding(int status) {
    return switch (status) {
      case 401 -> Finding.BAD_KEY;
      case 403 -> Finding.FORBIDDEN;
      case 404 -> Finding.NOT_FOUND;
      case 429 -> Finding.LIMITED;
      default -> status / 100 == 2 ? Finding.WORKS : Finding.UNEXPECTED;
    };
  }

  private static String said(int status) {
    return switch (finding(status)) {
      case WORKS -> "";
      case BAD_KEY -> "the provider does not know the key (401)";
      case FORBIDDEN -> "the key may not do that (403)";
      case NOT_FOUND -> "there is no such address, or the model is not there for this key (404)";
      case LIMITED -> "the provider asks to come back later, or its credit is used up (429)";
      default -> "the provider answered " + status;
    };
  }

  private static Finding finding(OutwardFailure.Kind kind) {
    return switch (kind) {
      case REFUSED -> Finding.NOT_PUBLIC;
      case UNRESOLVED -> Finding.UNKNOWN_HOST;
      case UNREACHABLE -> Finding.UNREACHABLE;
      case UNTRUSTED -> Finding.TLS;
      case TIMEOUT -> Finding.TIMEOUT;
      case BROKEN, TOO_LARGE -> Finding.BROKEN;
    };
  }

  private static long since(long begun) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }
}
