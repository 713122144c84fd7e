package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call as its facts tell it so far.
 *
 * @param decision what the front desk decided, with {@code reasons}
 * @param answeredAt null: not (yet)
 * @param endedAt null: it goes on
 * @param usage what it has cost so far
 */
public record CallRecord(
    CallId id,
    TenantId tenant,
    EndpointId endpoint,
    @Nullable String caller,
    @Nullable String callerName,
    @Nullable String dialled,
    @Nullable String carrierCallId,
    String providerCallId,
    @Nullable ProfileVersionId profile,
    @Nullable ContactId contact,
    @Nullable String language,
    String decision,
    List<String> reasons,
    Instant receivedAt,
    @Nullable Instant answeredAt,
    @Nullable Instant endedAt,
    @Nullable String outcome,
    @Nullable String outcomeReason,
    Usage usage) {

  /** Tokens by kind, transcription in seconds of sound, cost in micro-dollars. */
  public record Usage(
      long textIn,
      long textCachedIn,
      long audioIn,
      long audioCachedIn,
      long textOut,
      long audioOut,
      double transcriptionSeconds,
      long costMicros) {}
}
