package dev.frontdesk.twilio;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.Redaction;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.policy.Redactor;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.provider.Providers.Connection;
import dev.frontdesk.provider.Transcriber;
import dev.frontdesk.provider.Transcriber.Tape;
import dev.frontdesk.store.AfterCallStore;
import dev.frontdesk.store.AfterCallStore.Spent;
import dev.frontdesk.store.Directory;
import dev.frontdesk.store.RecordingStore;
import dev.frontdesk.store.RecordingStore.Fetched;
import dev.frontdesk.store.RecordingStore.Job;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One recording on its way from the carrier to the business: fetched, written down, told, and then deleted at the carrier. */
final class Fetching {
  private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);

  /** By attempt; after the last, the message says that its sound could not be fetched. */
  private static final List<Duration> PATIENCE = List.of(
      Duration.ofSeconds(5),
      Duration.ofSeconds(30),
      Duration.ofMinutes(2),
      Duration.ofMinutes(10),
      Duration.ofHours(1));

  private static final String WAV = "audio/x-wav";

  private final NodeId node;
  private final RecordingStore recordings;
  private final AfterCallStore spending;
  private final Providers providers;
  private final TwilioRest rest;
  private final Transcriber transcriber;
  private final BiFunction<Endpoint, Job, Optional<Endpoint>> listeners;
  private final Directory directory;

  /** @param listeners whose model writes down what was said; empty: nobody's */
  Fetching(
      NodeId node,
      RecordingStore recordings,
      AfterCallStore spending,
      Providers providers,
      TwilioRest rest,
      Transcriber transcriber,
      BiFunction<Endpoint, Job, Optional<Endpoint>> listeners,
      Directory directory) {
    this.node = node;
    this.recordings = recordings;
    this.spending = spending;
    this.providers = providers;
    this.rest = rest;
    this.transcriber = transcriber;
    this.listeners = listeners;
    this.directory = directory;
  }

  /** Fails only if what came of it could not be written down. */
  Future<Void> of(Job job) {
    Optional<Endpoint> endpoint = providers
        .of(job.endpoint())
        .map(Connection::endpoint)
        .filter(each -> each.provider().equals(TwilioProvider.NAME));
    if (endpoint.isEmpty()) {
      return job.fetched()
          ? recordings.later(node, job, null)
          : settle(job, lost(job, "its carrier account is gone"));
    }
    return job.fetched() ? delete(job, endpoint.get()) : fetch(job, endpoint.get());
  }

  private Future<Void> fetch(Job job, Endpoint endpoint) {
    return rest.recording(endpoint, job.recording())
        .compose(
            sound -> heard(job, endpoint, sound)
                .compose(text -> settle(job, new Fetched(WAV, sound, text))),
            cause -> notFetched(job, cause));
  }

  private Future<Void> notFetched(Job job, Throwable cause) {
    if (job.attempt() <= PATIENCE.size()) {
      return recordings.later(node, job, PATIENCE.get(job.attempt() - 1));
    }
    LOG.atError()
        .addKeyValue("call", job.call())
        .addKeyValue("tenant", job.tenant())
        .log("a voice message could not be fetched: {}", cause.getMessage());
    return settle(job, lost(job, "it could not be fetched from the carrier"));
  }

  private static Fetched lost(Job job, String why) {
    return new Fetched(null, null, plain(job) + " There is no sound: " + why + ".");
  }

  /** What was said, if a model writes it down; else that something was. Never fails. */
  private Future<String> heard(Job job, Endpoint endpoint, Buffer sound) {
    Optional<Endpoint> listener =
        job.transcribed() ? listeners.apply(endpoint, job) : Optional.empty();
    return listener.isEmpty()
        ? Future.succeededFuture(plain(job))
        : transcriber
            .write(listener.get(), new Tape(sound, WAV, job.language(), job.seconds()))
            .compose(written -> spent(job, written).map(counted -> text(job, written)));
  }

  private String text(Job job, Transcriber.Written written) {
    if (!written.answer().done()) {
      LOG.atInfo()
          .addKeyValue("call", job.call())
          .log(
              "not transcribed: {} {}",
              written.answer().kind(),
              written.answer().reason());
    }
    return written.text().isEmpty() ? plain(job) : masked(job, written.text());
  }

  /** Of a tenant that is not known here, everything that can be. */
  private String masked(Job job, String text) {
    Set<Redaction> wanted = directory
        .tenant(job.tenant())
        .map(TenantSettings::redact)
        .orElse(EnumSet.allOf(Redaction.class));
    return new Redactor(wanted).mask(text);
  }

  private Future<Void> spent(Job job, Transcriber.Written written) {
    return written.answer().done()
        ? spending
            .spend(
                job.call(),
                "transcription",
                new Spent(written.model(), 0, 0, 0, written.costMicros(), written.priced()))
            .recover(uncounted -> Future.succeededFuture())
        : Future.succeededFuture();
  }

  private static String plain(Job job) {
    return "Voice message of " + job.seconds() + " s.";
  }

  private Future<Void> settle(Job job, Fetched fetched) {
    return recordings.settle(node, job, fetched).mapEmpty();
  }

  private Future<Void> delete(Job job, Endpoint endpoint) {
    return rest.deleteRecording(endpoint, job.recording())
        .compose(
            gone -> recordings.later(node, job, null),
            cause -> recordings.later(
                node,
                job,
                PATIENCE.get(Math.min(PATIENCE.size(), Math.max(1, job.attempt())) - 1)));
  }
}
