package dev.frontdesk.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.admin.oidc.TestIssuer;
import dev.frontdesk.model.NodeId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant with one of everything, each row marked as its own, and a key of each role. */
final class House {
  private static final AtomicInteger COUNT = new AtomicInteger(1000);

  /** Holds the calls of all houses. */
  static final NodeId NODE = new NodeId("front");

  final UUID agency;
  final UUID tenant = UUID.randomUUID();

  /** Stands in every text of its rows. */
  final String mark;

  final String number;

  /** Nobody's yet. */
  final String freshNumber;

  /** What stands in paths, by the name of the parameter; {@code agency.x} where the agency has its own. */
  final Map<String, String> ids = new HashMap<>();

  private final TestServer server;

  private House(TestServer server, UUID agency, boolean newAgency) {
    int number = COUNT.incrementAndGet();
    this.server = server;
    this.agency = agency;
    this.mark = "zq" + number + "qz";
    this.number = "+42190" + (1_000_000 + number);
    this.freshNumber = "+42191" + (1_000_000 + number);
    if (newAgency) {
      server.run(
          "INSERT INTO agency (id, name) VALUES ('%s', '%s agency')".formatted(agency, mark));
    }
    ids.put("agency", agency.toString());
    ids.put("tenant", tenant.toString());
    furnish();
    claim(String.valueOf(ids.get("call")));
    ids.put("key", keyRow(key("spare"), "viewer"));
    ids.put("agency.key", keyRow(key("agency spare"), "agency"));
    for (Role role : Role.values()) {
      keyRow(key(role), role.word());
    }
  }

  static House create(TestServer server) {
    return new House(server, UUID.randomUUID(), true);
  }

  House sibling() {
    return new House(server, agency, false);
  }

  String key(Role role) {
    return key(role.word());
  }

  /** Of a person who has this role here. */
  String token(TestIssuer issuer, Role role) {
    return issuer.token(claims -> claims
        .subject(mark + "-" + role.word())
        .claim("frontdesk_role", role.word())
        .claim("frontdesk_agency", role == Role.PLATFORM ? null : agency.toString())
        .claim(
            "frontdesk_tenant",
            role == Role.PLATFORM || role == Role.AGENCY ? null : tenant.toString()));
  }

  private String key(String name) {
    return "fd_%s-%s-%s".formatted(mark, name.replace(' ', '-'), tenant);
  }

  private String keyRow(String key, String role) {
    UUID id = UUID.randomUUID();
    boolean platform = role.equals("platform");
    boolean ofAgency = role.equals("agency");
    server.run("""
        INSERT INTO api_key (id, tenant_id, agency_id, name, role, sha256)
        VALUES ('%s', %s, %s, '%s', '%s', '\\x%s')""".formatted(
            id,
            platform || ofAgency ? "NULL" : "'" + tenant + "'",
            platform ? "NULL" : "'" + agency + "'",
            mark,
            role,
            HexFormat.of().formatHex(Wire.sha256(key.getBytes(UTF_8)))));
    return id.toString();
  }

  /** It is live, on a node that answers for it. */
  private void claim(String call) {
    server.run("""
        INSERT INTO call_claim (call_id, tenant_id, agency_id, endpoint_id, provider_call_id, webhook_type, webhook_id, offer, owner, state,
          received_at)
        VALUES ('%s', '%s', '%s', '00000000-0000-0000-0000-000000000001', '%s', 'x', 'x', '{}', '%s', 'decided', now())
        """.formatted(call, tenant, agency, call, NODE));
  }

  private void furnish() {
    for (String inner : new String[] {
      "contact",
      "endpoint",
      "agency.endpoint",
      "call",
      "message",
      "erasure",
      "webhook",
      "agency.webhook",
      "delivery",
      "agency.delivery",
      "notice",
      "block",
      "agency.block"
    }) {
      ids.put(inner, UUID.randomUUID().toString());
    }
    ids.put("number", number);
    ids.put("target", mark);
    ids.put("tool", mark);
    ids.put("calendar", mark);
    ids.put("channel", mark);
    ids.put("server", mark + "-mcp"); // the name of a tool is another's
    ids.put("template", mark);
    // Versions count from 1 in every house; this one is no other's.
    ids.put("version", mark.substring(2, 6));
    server.run(ROWS.replace("{tenant}", tenant.toString())
        .replace("{agency}", agency.toString())
        .replace("{mark}", mark)
        .replace("{number}", number)
        .replace("{version}", ids.get("version"))
        .replace("{contact}", ids.get("contact"))
        .replace("{endpoint}", ids.get("endpoint"))
        .replace("{agency.endpoint}", ids.get("agency.endpoint"))
        .replace("{call}", ids.get("call"))
        .replace("{webhook}", ids.get("webhook"))
        .replace("{agency.webhook}", ids.get("agency.webhook"))
        .replace("{delivery}", ids.get("delivery"))
        .replace("{agency.delivery}", ids.get("agency.delivery"))
        .replace("{notice}", ids.get("notice"))
        .replace("{block}", ids.get("block"))
        .replace("{agency.block}", ids.get("agency.block"))
        .replace("{erasure}", ids.get("erasure"))
        .replace("{message}", ids.get("message")));
  }

  private static final String ROWS = """
      INSERT INTO tenant (id, agency_id, key, name, region, zone) VALUES ('{tenant}', '{agency}', '{mark}', '{mark}', 'SK', 'UTC');
      INSERT INTO endpoint (id, tenant_id, agency_id, provider, name, base_url, account) VALUES
        ('{endpoint}', '{tenant}', '{agency}', 'twilio', '{mark}', 'https://a.example/v1', 'AC' || md5('{mark}')),
        ('{agency.endpoint}', NULL, '{agency}', 'openai', '{mark}', 'https://a.example/v1', NULL);
      WITH rings AS (
        INSERT INTO endpoint (tenant_id, agency_id, provider, name, base_url)
        VALUES ('{tenant}', '{agency}', 'openai', '{mark}', 'https://a.example/v1') RETURNING id)
      SELECT set_config('test.endpoint', id::text, false) FROM rings;
      INSERT INTO phone_number (e164, tenant_id, agency_id, endpoint_id, label)
        VALUES ('{number}', '{tenant}', '{agency}', current_setting('test.endpoint')::uuid, '{mark}');
      INSERT INTO profile_version (tenant_id, agency_id, version, state, prompt) VALUES
        ('{tenant}', '{agency}', 1, 'published', '{mark}'), ('{tenant}', '{agency}', {version}, 'archived', '{mark}'),
        ('{tenant}', '{agency}', {version} + 1, 'draft', '{mark}');
      INSERT INTO knowledge_article (tenant_id, agency_id, profile_id, place, title, body)
        SELECT tenant_id, agency_id, id, 1, '{mark}', '{mark}' FROM profile_version WHERE tenant_id = '{tenant}' AND state = 'draft';
      INSERT INTO knowledge_passage (article_id, part, tenant_id, agency_id, profile_id, place, body, language, words)
        SELECT id, 1, tenant_id, agency_id, profile_id, 1, '{mark}', 'simple', to_tsvector('simple', '{mark}')
        FROM knowledge_article WHERE tenant_id = '{tenant}';
      INSERT INTO profile_canary (tenant_id, agency_id, profile_id, percent)
        SELECT tenant_id, agency_id, id, 5 FROM profile_version WHERE tenant_id = '{tenant}' AND state = 'archived';
      INSERT INTO contact (id, tenant_id, agency_id, number, name) VALUES ('{contact}', '{tenant}', '{agency}', '{number}', '{mark}');
      INSERT INTO transfer_target (tenant_id, agency_id, key, name, address) VALUES ('{tenant}', '{agency}', '{mark}', '{mark}', '{number}');
      INSERT INTO http_tool (tenant_id, agency_id, name, description, method, url, parameters, timeout_ms, idempotent)
        VALUES ('{tenant}', '{agency}', '{mark}', '{mark}', 'GET', 'https://a.example/', '{"type":"object"}', 5000, true);
      INSERT INTO mcp_server (tenant_id, agency_id, label, description, url, allowed_tools)
        VALUES ('{tenant}', '{agency}', '{mark}-mcp', '{mark}', 'https://a.example/mcp', '{find}');
      INSERT INTO calendar (tenant_id, agency_id, name, description, url, slot_minutes, lead_minutes, horizon_days, offers)
        VALUES ('{tenant}', '{agency}', '{mark}', '{mark}', 'https://a.example/', 30, 60, 30, 3);
      INSERT INTO webhook (id, tenant_id, agency_id, url, events, description) VALUES
        ('{webhook}', '{tenant}', '{agency}', 'https://a.example/{mark}', '{call.completed}', '{mark}'),
        ('{agency.webhook}', NULL, '{agency}', 'https://a.example/{mark}', '{call.completed}', '{mark}');
      INSERT INTO webhook_delivery (id, webhook_id, tenant_id, agency_id, kind, last_error) VALUES
        ('{delivery}', '{webhook}', '{tenant}', '{agency}', 'ping', '{mark}'),
        ('{agency.delivery}', '{agency.webhook}', NULL, '{agency}', 'ping', '{mark}');
      WITH told AS (
        INSERT INTO webhook (tenant_id, agency_id, kind, name, url, recipients, events)
        VALUES ('{tenant}', '{agency}', 'email', '{mark}', '', '{{mark}@a.example}', '{message.taken}') RETURNING id)
      INSERT INTO webhook_delivery (id, webhook_id, tenant_id, agency_id, kind, last_error)
        SELECT '{notice}', id, '{tenant}', '{agency}', 'ping', '{mark}' FROM told;
      INSERT INTO screening VALUES ('{tenant}', '{agency}', 'ASK_NUMBER', 'REJECT', 'IGNORE', 5);
      INSERT INTO emergency VALUES ('{tenant}', '{agency}', true, false, '{"en": ["{mark}"]}', '{"en": "{mark}"}', '{mark}');
      INSERT INTO summary_setting VALUES ('{tenant}', '{agency}', true, 'sk', '{{mark}}');
      INSERT INTO caller_block (id, tenant_id, agency_id, rule, note) VALUES
        ('{block}', '{tenant}', '{agency}', '+888' || right('{number}', 6), '{mark}'),
        ('{agency.block}', NULL, '{agency}', '+888' || right('{number}', 6), '{mark}');
      INSERT INTO call_claim (call_id, tenant_id, agency_id, endpoint_id, provider_call_id, webhook_type, webhook_id, offer, owner, state,
        received_at)
        VALUES ('{message}', '{tenant}', '{agency}', '{endpoint}', '{message}', 'x', 'x', '{}', 'gone', 'ended', now());
      INSERT INTO stream_token (sha256, tenant_id, agency_id, call_id, epoch, account, call_sid, expires_at)
        VALUES (sha256('{message}'::bytea), '{tenant}', '{agency}', '{message}', 1, '{mark}', '{mark}', now());
      INSERT INTO move_token (sha256, tenant_id, agency_id, call_id, effect_id, endpoint_id, expires_at, spent_by)
        VALUES (sha256('{message}'::bytea), '{tenant}', '{agency}', '{message}', '{mark}', '{endpoint}', now(), '{mark}');
      INSERT INTO profile_template (agency_id, name, prompt) VALUES ('{agency}', '{mark}', '{mark}');
      INSERT INTO opening_span (tenant_id, agency_id, day, opens, closes) VALUES ('{tenant}', '{agency}', 1, '09:00', '17:00');
      INSERT INTO holiday (tenant_id, agency_id, day, name) VALUES ('{tenant}', '{agency}', '2026-12-24', '{mark}');
      INSERT INTO call (id, tenant_id, agency_id, endpoint_id, provider_call_id, caller, decision, received_at, held_at, held_for)
        VALUES ('{call}', '{tenant}', '{agency}', '{endpoint}', '{mark}', '{number}', 'answer', now(), now(), '{mark}');
      INSERT INTO call_fact (call_id, epoch, seq, tenant_id, agency_id, at, kind, data)
        VALUES ('{call}', 1, 1, '{tenant}', '{agency}', now(), 'noted', '{"text": "{mark}"}'),
          ('{call}', 1, 9, '{tenant}', '{agency}', now(), 'latency', '{"step": "{mark}", "millis": 5}');
      INSERT INTO utterance (call_id, tenant_id, agency_id, item, place, side, body, state, started_at, epoch, seq, body_epoch, body_seq)
        VALUES ('{call}', '{tenant}', '{agency}', 'a', 1, 'caller', '{mark}', 'complete', now(), 1, 1, 1, 1);
      INSERT INTO chat_thread (webhook_id, call_id, tenant_id, agency_id, thread, told)
        VALUES ('{webhook}', '{call}', '{tenant}', '{agency}', '{mark}', '{{mark}}');
      INSERT INTO text_message (tenant_id, agency_id, endpoint_id, call_id, recipient, sid, segments)
        VALUES ('{tenant}', '{agency}', '{endpoint}', '{call}', '{number}', '{mark}', 1);
      INSERT INTO after_call (call_id, tenant_id, agency_id) VALUES ('{call}', '{tenant}', '{agency}');
      INSERT INTO call_summary (call_id, tenant_id, agency_id, body, sentiment, tags, follow_ups, model)
        VALUES ('{call}', '{tenant}', '{agency}', '{mark}', 'neutral', '{{mark}}', '{{mark}}', '{mark}');
      INSERT INTO message (id, tenant_id, agency_id, call_id, body) VALUES ('{message}', '{tenant}', '{agency}', '{call}', '{mark}');
      INSERT INTO texting VALUES ('{tenant}', '{agency}', '{SK}', 2, 50);
      INSERT INTO voicemail_setting VALUES ('{tenant}', '{agency}', true, '{mark}', '{mark}', '{mark}', 60, '*', false);
      INSERT INTO voicemail (tenant_id, agency_id, endpoint_id, recording, call_id, message_id, caller, seconds, media_type, audio, due_at)
        VALUES ('{tenant}', '{agency}', '{endpoint}', '{mark}', '{call}', '{message}', '{number}', 1, 'audio/x-wav', '{mark}'::bytea, NULL);
      INSERT INTO erasure (id, tenant_id, agency_id, salt, digest, asked_by, finished_at)
        VALUES ('{erasure}', '{tenant}', '{agency}', '', '', '{mark}', now());
      INSERT INTO call_usage VALUES ('{call}', '{tenant}', '{agency}', 'response', '{mark}', 1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0);
      INSERT INTO month_usage VALUES ('{tenant}', '{agency}', date_trunc('month', now() AT TIME ZONE 'UTC')::date, 'response', '{mark}', 1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0);
      INSERT INTO audit (tenant_id, agency_id, actor, action, subject) VALUES ('{tenant}', '{agency}', '{mark}', 'x', '{mark}');
      """;
}
