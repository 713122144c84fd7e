package dev.frontdesk.admin.api;

import dev.frontdesk.model.CallId;
import dev.frontdesk.store.DeliveryStore.Proof;
import dev.frontdesk.store.MessageStore.Message;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One message, with whom it was told. */
record MessageView(
    UUID id,
    CallId call,
    String fromName,
    String fromNumber,
    @Nullable String target,
    boolean urgent,
    String body,
    Instant takenAt,
    @Nullable Instant handledAt,
    List<Told> deliveries) {
  /** On its way to one channel or webhook. */
  record Told(
      UUID id,
      String kind,
      String name,
      String state,
      @Nullable List<String> recipients,
      int attempts,
      @Nullable Instant attemptedAt,
      @Nullable Instant deliveredAt,
      @Nullable Instant nextAttemptAt,
      @Nullable Integer status,
      @Nullable String answer,
      @Nullable String error) {
    static Told of(Proof proof) {
      String state = DeliveryView.state(proof.deliveredAt(), proof.deadAt());
      return new Told(
          proof.id(),
          proof.channel().word(),
          proof.name(),
          state,
          proof.told().isEmpty() ? null : proof.told(),
          proof.attempts(),
          proof.attemptedAt(),
          proof.deliveredAt(),
          state.equals("waiting") ? proof.dueAt() : null,
          proof.lastStatus(),
          proof.answer(),
          proof.lastError());
    }
  }

  static MessageView of(Message message, List<Proof> told) {
    return new MessageView(
        message.id(),
        message.call(),
        message.fromName(),
        message.fromNumber(),
        message.target(),
        message.urgent(),
        message.body(),
        message.takenAt(),
        message.handledAt(),
        told.stream().map(Told::of).toList());
  }
}
