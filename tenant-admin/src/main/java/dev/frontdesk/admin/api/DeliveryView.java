package dev.frontdesk.admin.api;

import dev.frontdesk.store.DeliveryStore.Cursor;
import dev.frontdesk.store.DeliveryStore.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A delivery as it is shown, of webhooks and of channels. */
record DeliveryView(
    UUID id,
    String event,
    String type,
    Instant happenedAt,
    String state,
    int attempts,
    @Nullable Instant attemptedAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Integer lastStatus,
    @Nullable String lastError,
    @Nullable String answer,
    @Nullable List<String> recipients) {
  static DeliveryView of(Delivery delivery) {
    String state = state(delivery.deliveredAt(), delivery.deadAt());
    return new DeliveryView(
        delivery.id(),
        "msg_" + delivery.event().toString().replace("-", ""),
        delivery.kind(),
        delivery.happenedAt(),
        state,
        delivery.attempts(),
        delivery.attemptedAt(),
        state.equals("waiting") ? delivery.dueAt() : null,
        delivery.lastStatus(),
        delivery.lastError(),
        delivery.answer(),
        delivery.told().isEmpty() ? null : delivery.told());
  }

  static String state(@Nullable Instant deliveredAt, @Nullable Instant deadAt) {
    return deliveredAt != null ? "delivered" : deadAt != null ? "failed" : "waiting";
  }

  static Cursor cursor(String text) {
    String[] parts = text.split(" ", 2);
    return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
  }
}
