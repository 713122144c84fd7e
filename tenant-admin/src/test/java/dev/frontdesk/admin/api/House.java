package dev.frontdesk.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant with one of everything, each row marked as its own, and a key of each role. */
final class House {
  private static final AtomicInteger COUNT = new AtomicInteger(1000);

  final UUID agency;
  final UUID tenant = UUID.randomUUID();

  /** Stands in every text of its rows. */
  final String mark;

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
    this.freshNumber = "+42191" + (1_000_000 + number);
    if (newAgency) {
      server.run(
          "INSERT INTO agency (id, name) VALUES ('%s', '%s agency')".formatted(agency, mark));
    }
    ids.put("agency", agency.toString());
    ids.put("tenant", tenant.toString());
    furnish();
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

  private void furnish() {
    server.run("""
        INSERT INTO tenant (id, agency_id, key, name, region, zone) VALUES ('{tenant}', '{agency}', '{mark}', '{mark}', 'SK', 'UTC');
        INSERT INTO audit (tenant_id, agency_id, actor, action, subject) VALUES ('{tenant}', '{agency}', '{mark}', 'x', '{mark}');
        """.replace("{tenant}", tenant.toString())
        .replace("{agency}", agency.toString())
        .replace("{mark}", mark));
  }
}
