package dev.frontdesk.twilio;

import dev.frontdesk.call.Fact.FellBack;
import dev.frontdesk.call.Fact.FellBack.Catch;
import dev.frontdesk.call.Fact.FellBack.Rung;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.Directory;
import dev.frontdesk.store.RecordingStore;
import dev.frontdesk.twilio.DoorCounts.End;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The carrier has recorded a message, and tells so twice: by the recording's own callback, and when it asks what follows. Either is enough.
 * The address it names is not believed: the recording is fetched by its id, from the account's own.
 */
final class RecordingNews {
  private static final Pattern WHERE = Pattern.compile("([1-9])(?:-([1-9][0-9]{1,14}))?");
  private static final Pattern SID = Pattern.compile("RE[0-9a-f]{32}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,5}");

  private final RecordingStore recordings;
  private final ClaimStore claims;
  private final Directory directory;
  private final FallbackLog log;
  private final DoorCounts counts;

  RecordingNews(
      RecordingStore recordings,
      ClaimStore claims,
      Directory directory,
      FallbackLog log,
      DoorCounts counts) {
    this.recordings = recordings;
    this.claims = claims;
    this.directory = directory;
    this.log = log;
    this.counts = counts;
  }

  /**
   * @param where last segment of the path, as we named it
   * @return done when it is durable; empty: we never named such a path
   */
  Optional<Future<Void>> told(
      Endpoint endpoint, VoiceRequest request, String where, Parameters sent) {
    Matcher named = WHERE.matcher(where);
    if (!named.matches()) {
      return Optional.empty();
    }
    var visit = new Visit(request.callSid(), Integer.parseInt(named.group(1)));
    String number = named.group(2);
    if (number == null) {
      return Optional.of(told(endpoint, visit, null, request.caller(), sent));
    }
    return Optional.of(PhoneNumber.tryE164("+" + number)
        .map(dialled -> told(endpoint, visit, dialled, request.caller(), sent))
        .orElseGet(() -> Future.succeededFuture()));
  }

  /** A recording without a word, or none at all, is no message. */
  Future<Void> told(
      Endpoint endpoint,
      Visit visit,
      @Nullable PhoneNumber dialled,
      @Nullable PhoneNumber caller,
      Parameters sent) {
    String sid = sent.get("RecordingSid");
    String length = sent.get("RecordingDuration");
    int seconds = SECONDS.matcher(length).matches() ? Integer.parseInt(length) : 0;
    boolean absent = "absent".equals(sent.get("RecordingStatus"));
    if (absent || seconds == 0 || !SID.matcher(sid).matches()) {
      log.note(endpoint, visit, new FellBack(Rung.VOICEMAIL, Catch.NOBODY, ""));
      return Future.succeededFuture();
    }
    TenantId tenant = dialled == null
        ? null
        : directory.byNumber(endpoint.id(), dialled).map(TenantSettings::id).orElse(null);
    return claims
        .carrierCall(endpoint.id(), visit.providerCall())
        .compose(found -> found.isEmpty()
            ? Future.succeededFuture(false)
            : recordings.recorded(endpoint.id(), found.get().call(), tenant, sid, caller, seconds))
        .onSuccess(fresh -> {
          if (fresh) {
            counts.count(End.RECORDED);
            log.note(endpoint, visit, new FellBack(Rung.VOICEMAIL, Catch.REACHED, seconds + " s"));
          }
        })
        .mapEmpty();
  }
}
