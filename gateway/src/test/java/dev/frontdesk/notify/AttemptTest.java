package dev.frontdesk.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.model.ChannelKind;
import dev.frontdesk.model.Secret;
import dev.frontdesk.store.OutboxStore.Delivery;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AttemptTest {
  private static final Secret A = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final Secret B = Secret.of("whsec_ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8=");
  private static final String BODY =
      "{\"type\":\"call.completed\",\"timestamp\":\"2026-11-21T00:00:00Z\",\"data\":{\"call_id\":\"call_123\",\"tenant_id\":\"acme\",\"duration_seconds\":42}}";

  /** The vectors of the Standard Webhooks libraries. */
  @Test
  void bothSecretsSignAsTheLibrariesDo() {
    assertEquals(
        "v1,Adm4/MkN8fEqr93Q2APDWkOQFXZIM17biVRgTPEjbC4= v1,UcrrQTazko+S/lOrcxX18qsUu77al09yF70tjK01GTc=",
        Attempt.signatures(
            List.of(A, B), "msg_01JDG0CALL0000000000000001", 1_795_219_200L, BODY.getBytes(UTF_8)));
    assertEquals(
        "v1,aSUJO3fv8gZ2dVEZ3umaZJndTrvDbiI+66Wch+a1mWg=",
        Attempt.signatures(
            List.of(A), "msg_u", 1_795_219_200L, "{\"n\":\"Grüße 📞\"}".getBytes(UTF_8)));
  }

  @Test
  void onlyWhoAsksForItIsToldWhatIsPersonal() {
    assertEquals(new JsonObject("""
            {"type": "message.taken", "timestamp": "2026-11-21T00:00:00Z",
             "data": {"message_id": "m", "call_id": "c", "tenant_id": "t", "urgent": true}}"""), body(false));
    assertEquals(
        new JsonObject().put("name", "Jana").put("number", "+421900000001").put("message", "words"),
        personal(body(true).getJsonObject("data")));
  }

  private static JsonObject personal(JsonObject data) {
    List.of("message_id", "call_id", "tenant_id", "urgent").forEach(data::remove);
    return data;
  }

  private static JsonObject body(boolean personal) {
    return EventBody.of(new Delivery(
            UUID.randomUUID(),
            UUID.randomUUID(),
            null,
            ChannelKind.WEBHOOK,
            "https://a.example/",
            List.of(),
            personal,
            UUID.randomUUID(),
            "message.taken",
            Instant.parse("2026-11-21T00:00:00Z"),
            "{\"id\":\"m\",\"call\":\"c\",\"tenant\":\"t\",\"urgent\":true,\"target\":null,\"name\":\"Jana\","
                + "\"number\":\"+421900000001\",\"message\":\"words\",\"added\":\"later\"}",
            null,
            1,
            List.of(A)))
        .toJsonObject();
  }
}
