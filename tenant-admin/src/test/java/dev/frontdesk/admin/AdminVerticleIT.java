package dev.frontdesk.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminVerticleIT {
  private final AtomicReference<Health> health =
      new AtomicReference<>(new Health(true, false, Map.of()));
  private final Vertx vertx = Vertx.vertx();
  private AdminVerticle admin = new AdminVerticle("127.0.0.1", Map.of());

  @BeforeEach
  void start() throws Exception {
    admin = new AdminVerticle("127.0.0.1", Map.of(0, new HealthRoutes(health::get)::mount));
    vertx.deployVerticle(admin).await(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void aDegradedProcessStillTakesCallsAndSaysWhatIsWrong() throws Exception {
    health.set(new Health(true, true, Map.of("journal", "spooling")));
    var ready = get("/health/ready");
    assertEquals(200, ready.statusCode());
    assertTrue(
        ready.body().contains("\"degraded\"") && ready.body().contains("spooling"), ready.body());
  }

  @Test
  void aProcessThatIsNotReadyIsAliveAllTheSame() throws Exception {
    health.set(new Health(false, false, Map.of()));
    assertEquals(503, get("/health/ready").statusCode());
    assertEquals(200, get("/health/live").statusCode());
  }

  @Test
  void aClientThatOffersAnUpgradeIsAnsweredInHttp11() throws Exception {
    assertEquals(HttpClient.Version.HTTP_1_1, get("/health/live").version());
  }

  private HttpResponse<String> get(String path) throws Exception {
    var uri = URI.create("http://127.0.0.1:" + admin.actualPorts().get(0) + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
