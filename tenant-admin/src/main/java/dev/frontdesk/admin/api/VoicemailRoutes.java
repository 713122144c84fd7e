package dev.frontdesk.admin.api;

import dev.frontdesk.model.Voicemail;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.VoicemailStore.Sound;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/voicemail}: how callers leave a message on tape; and the tapes. */
final class VoicemailRoutes {
  private final Database database;
  private final Writes writes;

  VoicemailRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("getVoicemail", this::get);
    operations.on("saveVoicemail", this::save);
    operations.on("getRecording", this::recording);
  }

  /** As shown, and as sent; what is absent gets its default. */
  record Shown(
      @Nullable Boolean enabled,
      @Nullable String openGreeting,
      @Nullable String closedGreeting,
      @Nullable String holidayGreeting,
      @Nullable Integer longestSeconds,
      @Nullable String finishKey,
      @Nullable Boolean transcribed) {
    Shown {
      // Checked here already, where what is wrong is the sender's fault.
      var unused = voicemail(
          enabled,
          openGreeting,
          closedGreeting,
          holidayGreeting,
          longestSeconds,
          finishKey,
          transcribed);
    }

    static Shown of(Voicemail voicemail) {
      return new Shown(
          voicemail.enabled(),
          voicemail.openGreeting(),
          voicemail.closedGreeting(),
          voicemail.holidayGreeting(),
          (int) voicemail.longest().toSeconds(),
          voicemail.finishKey(),
          voicemail.transcribed());
    }

    Voicemail voicemail() {
      return voicemail(
          enabled,
          openGreeting,
          closedGreeting,
          holidayGreeting,
          longestSeconds,
          finishKey,
          transcribed);
    }

    private static Voicemail voicemail(
        @Nullable Boolean enabled,
        @Nullable String openGreeting,
        @Nullable String closedGreeting,
        @Nullable String holidayGreeting,
        @Nullable Integer longestSeconds,
        @Nullable String finishKey,
        @Nullable Boolean transcribed) {
      Voicemail usual = Voicemail.DEFAULTS;
      return new Voicemail(
          Objects.requireNonNullElse(enabled, usual.enabled()),
          Objects.requireNonNullElse(openGreeting, ""),
          Objects.requireNonNullElse(closedGreeting, ""),
          Objects.requireNonNullElse(holidayGreeting, ""),
          longestSeconds == null ? usual.longest() : Duration.ofSeconds(longestSeconds),
          Objects.requireNonNullElse(finishKey, usual.finishKey()),
          Objects.requireNonNullElse(transcribed, usual.transcribed()));
    }
  }

  private Future<Answer> get(Request request) {
    return database
        .inTenant(request.tenant(), stores -> stores.voicemail().settings())
        .map(settings -> Answer.ok(Shown.of(settings)));
  }

  private Future<Answer> save(Request request) {
    Voicemail after = request.body(Shown.class).voicemail();
    return writes.inTenant(
        request,
        stores -> stores.voicemail().settings().compose(before -> {
          request.mustMatch(Shown.of(before));
          return stores
              .voicemail()
              .save(after)
              .map(saved ->
                  Change.updated("voicemail", request.tenant(), Shown.of(before), Shown.of(after)));
        }));
  }

  private Future<Answer> recording(Request request) {
    return database
        .inTenant(request.tenant(), stores -> stores.voicemail().ofMessage(request.uuid("message")))
        .map(found -> found.orElseThrow(Fault.missing("recording")))
        .map(sound -> Answer.stream(context -> send(context, sound)));
  }

  private static void send(RoutingContext context, Sound sound) {
    context
        .response()
        .putHeader("content-type", sound.type())
        .putHeader("content-disposition", "attachment; filename=\"message.wav\"")
        .putHeader("cache-control", "private, no-store")
        .end(sound.bytes());
  }
}
