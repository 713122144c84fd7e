package dev.frontdesk.provider.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.provider.Sideband;
import dev.frontdesk.provider.Sidebands;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidebandClientIT {
  private final Vertx vertx = Vertx.vertx();
  private final Provider provider = new Provider(vertx);
  private final SidebandClient client = new SidebandClient(vertx);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void missesNoFrameThatFollowsTheHandshake() throws Exception {
    provider.answers("101");
    Promise<String> first = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(go -> client
            .attach(target("rtc_1"))
            .onSuccess(sideband -> ((Sideband.Attached) sideband)
                .socket()
                .handle(message -> first.tryComplete(message.toString()), code -> {})));
    assertEquals(
        "{\"type\":\"first\"}",
        first.future().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS));
    assertEquals(
        List.of("GET /v1/realtime?call_id=rtc_1 Bearer sk-secret-1234 "), provider.requests());
  }

  @ParameterizedTest(name = "attach answered with {0} is {1} after {2} tries")
  @CsvSource({
    "404 404 404 101, Attached, 4",
    "404 503 101, Attached, 3",
    "429 101, Attached, 2",
    "401, Failed, 1",
    "403, Failed, 1",
    "close 101, Attached, 2",
  })
  void attachesOnceTheSessionIsBuilt(String answers, String expected, int tries) {
    provider.answers(answers);
    assertEquals(expected, await(client.attach(target("rtc_1"))).getClass().getSimpleName());
    assertEquals(tries, provider.requests().size());
  }

  @Test
  void callsItGoneAfterA404ThatLasts() {
    provider.answers("404");
    long begin = System.nanoTime();
    assertInstanceOf(Sideband.Gone.class, await(client.attach(target("rtc_1"))));
    long tookMs = (System.nanoTime() - begin) / 1_000_000;
    assertTrue(tookMs > 3_000 && tookMs < 7_000, tookMs + " ms");
  }

  @ParameterizedTest(name = "probe answered with {0} is {1} after {2} tries")
  @CsvSource({
    "101, Attached, 1",
    "404 101, Gone, 1",
    "503 503 101, Attached, 3",
    "close 404, Gone, 2",
    "409 409 101, Attached, 3",
    "409 404, Gone, 2",
    "401 101, Failed, 1"
  })
  void probesWhetherTheCallLives(String answers, String expected, int tries) {
    provider.answers(answers);
    assertEquals(expected, await(client.probe(target("rtc_1"))).getClass().getSimpleName());
    assertEquals(tries, provider.requests().size());
  }

  @ParameterizedTest(
      name = "dialled beside another node and answered with {0} it is {1} after {2} tries")
  @CsvSource({"101, Attached, 1", "409 101, Failed, 1", "503 101, Attached, 2", "404, Gone, 1"})
  void isNotKeptWaitingBesideAnotherNodesSideband(String answers, String expected, int tries) {
    provider.answers(answers);
    assertEquals(expected, await(client.beside(target("rtc_1"))).getClass().getSimpleName());
    assertEquals(tries, provider.requests().size());
  }

  @Test
  void callsItUnreachableWhenAnotherSidebandStays() {
    provider.answers("409");
    long begin = System.nanoTime();
    assertEquals(new Sideband.Failed("HTTP 409"), await(client.probe(target("rtc_1"))));
    long tookMs = (System.nanoTime() - begin) / 1_000_000;
    assertTrue(tookMs > 3_000 && tookMs < 7_000, tookMs + " ms");
  }

  @Test
  void dialsNoIdThatAltersTheUrl() {
    assertEquals(new Sideband.Failed("not a call id"), await(client.attach(target("a&model=x"))));
  }

  private Sidebands.Target target(String call) {
    return new Sidebands.Target(new CallId(new UUID(0, 1)), provider.endpoint(), call, List.of());
  }

  private static Sideband await(Future<Sideband> sideband) {
    return sideband.await();
  }
}
