package dev.frontdesk.launcher.settings;

import java.util.Arrays;
import java.util.Optional;

/** Every setting there is. The page docs/configuration.md shows the same list; a test holds them together. */
public enum Setting {
  HOST("HOST", "0.0.0.0", "Interface that all ports listen on", "127.0.0.1"),
  PORT("PORT", "8080", "Call port: webhooks of the providers", "80"),
  ADMIN_PORT("ADMIN_PORT", "8081", "Admin API and its health; may equal `PORT`", "8080"),
  MANAGEMENT_PORT(
      "MANAGEMENT_PORT", "8082", "Health and metrics; may equal `PORT` or `ADMIN_PORT`", "8080"),
  PUBLIC_URL(
      "PUBLIC_URL",
      "",
      "How the call port is reached from the internet; for the printed webhook URL and for carriers",
      "https://voice.example.com"),
  OPENAI_API_KEY("OPENAI_API_KEY", "", "Key of the platform's own OpenAI project", "sk-proj-…"),
  OPENAI_WEBHOOK_SECRET(
      "OPENAI_WEBHOOK_SECRET",
      "",
      "Its webhook signing secret; several, separated by space or comma, while one is replaced",
      "whsec_…"),
  OPENAI_BASE_URL(
      "OPENAI_BASE_URL",
      "https://api.openai.com/v1",
      "REST API and sideband of the provider; the EU has its own host",
      "https://eu.api.openai.com/v1"),
  OPENAI_MODEL(
      "OPENAI_MODEL",
      "gpt-realtime-2.1",
      "Voice model of profiles that name none",
      "gpt-realtime-2.1-mini"),
  TEXT_MODEL(
      "FRONTDESK_TEXT_MODEL",
      "gpt-5-mini",
      "Text model that [sums up calls](how-to/after-the-call.md) once they are over; `none`: rules do",
      "none"),
  OPENAI_VOICE("OPENAI_VOICE", "marin", "Voice of profiles that name none", "cedar"),
  TWILIO_ACCOUNT_SID(
      "TWILIO_ACCOUNT_SID",
      "",
      "The platform's own [carrier account](how-to/connect-twilio.md); calls of numbers bound to it come in at `/twiml`",
      "AC0123456789abcdef0123456789abcdef"),
  TWILIO_AUTH_TOKEN(
      "TWILIO_AUTH_TOKEN",
      "",
      "Its primary auth token, which signs the carrier's requests; several, separated by space or comma, the newest first, while one is replaced",
      "0123456789abcdef0123456789abcdef"),
  TWILIO_BASE_URL(
      "TWILIO_BASE_URL",
      "https://api.twilio.com",
      "REST API of the carrier; a region has its own host",
      "https://api.dublin.ie1.twilio.com"),
  TWILIO_SIP_DOMAIN(
      "TWILIO_SIP_DOMAIN",
      "",
      "A SIP domain of that account whose calls come in at `/twiml`: calls by SIP trunk are moved there when a [target is asked first](how-to/transfer-calls.md)",
      "voice.sip.twilio.com"),
  INPUT_TRANSCRIPTION_MODEL(
      "INPUT_TRANSCRIPTION_MODEL",
      "gpt-transcribe",
      "Turns the caller's speech into text",
      "gpt-live-transcribe"),
  INPUT_TRANSCRIPTION_LANGUAGE(
      "INPUT_TRANSCRIPTION_LANGUAGE",
      "",
      "Language most callers speak, ISO 639-1; empty: the model finds out",
      "en"),
  VOICE_SPEED(
      "FRONTDESK_VOICE_SPEED",
      "",
      "Speed of speech, 0.25 to 1.5; empty: the provider's (1.0)",
      "1.1"),
  VOICE_TURN_DETECTION(
      "FRONTDESK_VOICE_TURN_DETECTION",
      "server",
      "Who decides that the caller has finished: `server` (silence) or `semantic` (meaning)",
      "semantic"),
  VOICE_VAD_THRESHOLD(
      "FRONTDESK_VOICE_VAD_THRESHOLD",
      "",
      "Server VAD: how loud speech is, 0 to 1; empty: the provider's (0.5)",
      "0.6"),
  VOICE_VAD_PREFIX_PADDING(
      "FRONTDESK_VOICE_VAD_PREFIX_PADDING",
      "",
      "Server VAD: sound kept from before the speech, up to `5s`; empty: the provider's (`300ms`)",
      "300ms"),
  VOICE_VAD_SILENCE(
      "FRONTDESK_VOICE_VAD_SILENCE",
      "",
      "Server VAD: silence that ends a turn, `50ms` to `10s`; empty: the provider's (`500ms`)",
      "600ms"),
  VOICE_VAD_IDLE_TIMEOUT(
      "FRONTDESK_VOICE_VAD_IDLE_TIMEOUT",
      "",
      "Server VAD: silence after a reply that makes the model speak again, `5s` to `30s`; empty: never",
      "8s"),
  VOICE_VAD_EAGERNESS(
      "FRONTDESK_VOICE_VAD_EAGERNESS",
      "",
      "Semantic VAD: `low`, `medium`, `high` or `auto`; empty: the provider's (`auto`)",
      "high"),
  VOICE_INTERRUPTIBLE(
      "FRONTDESK_VOICE_INTERRUPTIBLE",
      "true",
      "Whether a caller who speaks cuts the receptionist short",
      "false"),
  VOICE_NOISE_REDUCTION(
      "FRONTDESK_VOICE_NOISE_REDUCTION",
      "",
      "`near_field`, `far_field` or `off`; empty: the provider's",
      "near_field"),
  VOICE_REASONING_EFFORT(
      "FRONTDESK_VOICE_REASONING_EFFORT",
      "",
      "Of models that reason: `minimal`, `low`, `medium`, `high` or `xhigh`; empty: the model's",
      "low"),
  VOICE_MAX_OUTPUT_TOKENS(
      "FRONTDESK_VOICE_MAX_OUTPUT_TOKENS", "", "Of one reply, 1 to 4096; empty: no limit", "1024"),
  DATABASE_URL(
      "DATABASE_URL",
      "",
      "PostgreSQL 14 or newer; the user migrates, so it may create roles; each node keeps up to 20 connections; empty: embedded, under `FRONTDESK_DATA`",
      "postgres://frontdesk:…@db:5432/frontdesk?sslmode=require"),
  DATA(
      "FRONTDESK_DATA",
      "./data",
      "Folder of the embedded database and of the journal's spool",
      "/var/lib/frontdesk"),
  ROLES(
      "FRONTDESK_ROLES",
      "all",
      "What this process does: `all`, or some of `webhooks`, `acceptance`, `sessions`, `transfers`, `notifications`, `admin`",
      "webhooks,acceptance"),
  CLUSTER(
      "FRONTDESK_CLUSTER",
      "",
      "Where the other nodes are: `tcp:host1,host2` or `kubernetes:service-dns`; empty: one node alone",
      "kubernetes:frontdesk-cluster.voice.svc"),
  CLUSTER_HOST(
      "FRONTDESK_CLUSTER_HOST",
      "",
      "Address at which the other nodes reach this one, with `:port` where several share it (otherwise 5701, counted up if taken); empty: found out",
      "10.1.2.3"),
  BUS_PORT(
      "FRONTDESK_BUS_PORT",
      "0",
      "Port of the event bus between nodes; `0`: any free one, as nodes that share an address need it",
      "15701"),
  CLUSTER_CERT(
      "FRONTDESK_CLUSTER_CERT",
      "",
      "File with this node's certificate in PEM, for client and server, with which nodes [prove themselves](how-to/secure-the-cluster.md) on the event bus, then those up to the authority; it names no host. Needs the two below; empty: the bus is in clear",
      "/run/cluster/tls.crt"),
  CLUSTER_KEY(
      "FRONTDESK_CLUSTER_KEY",
      "",
      "File with its private key, EC or RSA, PKCS #8 in PEM, not encrypted",
      "/run/cluster/tls.key"),
  CLUSTER_CA(
      "FRONTDESK_CLUSTER_CA",
      "",
      "File with the certificates in PEM whose signature makes a node; an authority of the cluster's own",
      "/run/cluster/ca.crt"),
  CLUSTER_SECRET(
      "FRONTDESK_CLUSTER_SECRET",
      "",
      "[Seals what nodes keep together](how-to/secure-the-cluster.md) of live calls, and keeps nodes without it apart: 32 bytes in base64, or `file:` and a path; while it is rotated also the older one, the newest first, separated by space, comma or line end. Empty: in clear",
      "file:/run/secrets/cluster-secret"),
  MASTER_KEY(
      "FRONTDESK_MASTER_KEY",
      "",
      "Opens the secrets in the database: 32 bytes in base64, or `file:` and a path; while it is [rotated](how-to/rotate-the-master-key.md) also the older ones, the newest first, separated by space, comma or line end. Empty: `master.key` under `FRONTDESK_DATA`, made at the first start on an embedded database",
      "file:/run/secrets/master-key"),
  BOOTSTRAP_KEY(
      "FRONTDESK_BOOTSTRAP_KEY",
      "",
      "A key of the admin API for the platform's operator, 24 characters or more; good while it is set",
      "fd_…"),
  OIDC_ISSUER(
      "FRONTDESK_OIDC_ISSUER",
      "",
      "Issuer whose [access tokens](how-to/sign-in-with-oidc.md) the admin API takes beside keys, exactly as they name it; empty: nobody's",
      "https://login.example.com/realms/desk"),
  OIDC_AUDIENCE(
      "FRONTDESK_OIDC_AUDIENCE",
      "",
      "What `aud` of a token has to name; needed with an issuer",
      "https://voice.example.com/v1"),
  OIDC_ROLE_CLAIM(
      "FRONTDESK_OIDC_ROLE_CLAIM",
      "frontdesk_role",
      "Claim that names the role: `platform`, `agency`, `tenant`, `viewer` or `control`, also as `frontdesk:agency`; beginning with `/`, a JSON pointer",
      "/realm_access/roles"),
  OIDC_AGENCY_CLAIM(
      "FRONTDESK_OIDC_AGENCY_CLAIM",
      "frontdesk_agency",
      "Claim that names the agency's id, of every role but `platform`",
      "https://voice.example.com/agency"),
  OIDC_TENANT_CLAIM(
      "FRONTDESK_OIDC_TENANT_CLAIM",
      "frontdesk_tenant",
      "Claim that names the tenant's id, of the roles `tenant`, `viewer` and `control`",
      "https://voice.example.com/tenant"),
  OIDC_TOKEN_TYPE(
      "FRONTDESK_OIDC_TOKEN_TYPE",
      "at+jwt",
      "Header `typ` of a token: `at+jwt` (RFC 9068), or `jwt` for issuers that do not tell access tokens apart",
      "jwt"),
  OIDC_ALGORITHMS(
      "FRONTDESK_OIDC_ALGORITHMS",
      "RS256 PS256 ES256 EdDSA",
      "How tokens may be signed, some of these",
      "ES256"),
  API_REQUESTS(
      "FRONTDESK_API_REQUESTS",
      "200",
      "Requests a second that one key or subject may send to the admin API of one node for good, 1 to 1000000",
      "50"),
  API_BURST(
      "FRONTDESK_API_BURST", "1000", "Requests that it may send at once, 1 to 1000000", "100"),
  API_FAILURES(
      "FRONTDESK_API_FAILURES",
      "10",
      "Wrong keys and tokens a minute from one address before it has to wait, 1 to 1000000",
      "5"),
  TRUSTED_PROXIES(
      "FRONTDESK_TRUSTED_PROXIES",
      "",
      "Networks of the proxies in front of the admin API, separated by space or comma: only they may say whose wrong key it was",
      "10.0.0.0/8 2001:db8::/32"),
  FORWARDED_HEADER(
      "FRONTDESK_FORWARDED_HEADER",
      "x-forwarded-for",
      "Where they say it: `x-forwarded-for` or `forwarded` (RFC 7239); the other is not read",
      "forwarded"),
  SPOOL_BYTES(
      "FRONTDESK_SPOOL_BYTES",
      "256M",
      "Largest size of the file that keeps the journal while the database is away",
      "1G"),
  UNKNOWN_NUMBER_CODE(
      "FRONTDESK_UNKNOWN_NUMBER_CODE",
      "404",
      "SIP code for numbers that are nobody's, 300 to 699",
      "603"),
  RINGING_BUDGET(
      "FRONTDESK_RINGING_BUDGET",
      "8s",
      "How long a caller may ring while we try to accept, `1s` to `60s`",
      "10s"),
  DRAIN_WAIT(
      "FRONTDESK_DRAIN_WAIT",
      "2m",
      "How long a node that is [told to stop](how-to/roll-out-a-new-version.md) waits for calls that no other node can take, `0s` to `60m`; a second SIGTERM or Ctrl-C ends it at once",
      "10m"),
  OUTWARD_ALLOW(
      "FRONTDESK_OUTWARD_ALLOW",
      "",
      "Where [HTTP tools](how-to/add-an-http-tool.md), [webhooks](how-to/receive-webhooks.md) and endpoints of agencies and tenants may lead besides public addresses over TLS on ports 443 and 8443: `host:port` (any address, also without TLS), `:port` (that port, with TLS) or a block of addresses that counts as public, separated by commas",
      "10.20.0.0/16,:9443,crm.internal:8080"),
  SMTP_HOST(
      "FRONTDESK_SMTP_HOST",
      "",
      "Mail server by which [people are told](how-to/notify-people.md); empty: nobody is told by e-mail",
      "smtp.example.com"),
  SMTP_PORT("FRONTDESK_SMTP_PORT", "587", "Its port", "465"),
  SMTP_TLS(
      "FRONTDESK_SMTP_TLS",
      "starttls",
      "How the connection is protected: `starttls` (upgraded, or not used), `implicit` (from its first byte) or `none`",
      "implicit"),
  SMTP_USER("FRONTDESK_SMTP_USER", "", "Who we are to it; empty: it does not ask", "desk"),
  SMTP_PASSWORD("FRONTDESK_SMTP_PASSWORD", "", "And the password of that user", "…"),
  SMTP_FROM(
      "FRONTDESK_SMTP_FROM",
      "",
      "Address that mails come from; needed with a mail server",
      "desk@example.com"),
  DIALLED_HEADER(
      "FRONTDESK_DIALLED_HEADER",
      "",
      "SIP header in which the carrier names the dialled number; empty: the usual ones",
      "X-Dialled-Number"),
  LOG(
      "FRONTDESK_LOG",
      "text info",
      "[Form of the log](how-to/read-the-log.md), `text` or `json`, and its level: `error`, `warn`, `info`, `debug` or `trace`",
      "json warn"),
  OTEL_ENDPOINT(
      "OTEL_EXPORTER_OTLP_ENDPOINT",
      "",
      "Collector that [traces](how-to/trace-calls.md) of calls are sent to, by OTLP over HTTP (`http/protobuf`); empty: calls are not traced",
      "http://otel-collector:4318"),
  OTEL_HEADERS(
      "OTEL_EXPORTER_OTLP_HEADERS",
      "",
      "Sent with them: `name=value`, several separated by commas, values percent-encoded",
      "x-api-key=…"),
  OTEL_SAMPLER(
      "OTEL_TRACES_SAMPLER",
      "parentbased_always_on",
      "Which calls are traced: `always_on`, `always_off` or `traceidratio`, also after `parentbased_`; all nodes pick the same",
      "traceidratio"),
  OTEL_SAMPLER_ARG(
      "OTEL_TRACES_SAMPLER_ARG",
      "",
      "Share of the calls with `traceidratio`, 0 to 1; empty: 1",
      "0.1"),
  OTEL_SERVICE("OTEL_SERVICE_NAME", "frontdesk", "Whose traces they are called", "frontdesk-eu"),
  CONFIG(
      "FRONTDESK_CONFIG",
      "./frontdesk.yaml",
      "File that may hold the same names; environment only",
      "/etc/frontdesk/frontdesk.yaml"),
  JVM(
      "FRONTDESK_JVM",
      "",
      "Options for the Java machine, read by the script `frontdesk`; environment only",
      "-Xmx1g"),
  API_URL(
      "FRONTDESK_API_URL",
      "http://127.0.0.1:8081",
      "Where `frontdesk apply`, `export` and `contacts` find the admin API; environment only",
      "https://admin.example.com"),
  API_KEY("FRONTDESK_API_KEY", "", "The key with which they ask; environment only", "fd_…");

  private final String key;
  private final String standard;
  private final String meaning;
  private final String example;

  Setting(String key, String standard, String meaning, String example) {
    this.key = key;
    this.standard = standard;
    this.meaning = meaning;
    this.example = example;
  }

  /** As in the environment and in the file. */
  public String key() {
    return key;
  }

  /** The value that applies when none is given; empty: none. */
  public String standard() {
    return standard;
  }

  /** In Markdown. */
  public String meaning() {
    return meaning;
  }

  public String example() {
    return example;
  }

  /** Whether it is read before the file is. */
  boolean environmentOnly() {
    return this == CONFIG || this == JVM || this == API_URL || this == API_KEY;
  }

  static Optional<Setting> named(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
