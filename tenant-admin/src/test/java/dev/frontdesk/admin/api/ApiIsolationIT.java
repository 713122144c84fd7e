package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.api.TestApi.Reply;
import dev.frontdesk.admin.oidc.TestIssuer;
import dev.frontdesk.store.Walls;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation of the contract × every role × own, sibling tenant, foreign agency; with both walls of the store, and with each
 * alone. What is generated cannot be forgotten: an operation without an example of its body, or with an unknown parameter, fails.
 */
class ApiIsolationIT {
  private static final TestServer SERVER = new TestServer();

  private final List<String> wrong = new ArrayList<>();
  private BiFunction<House, Role, String> credential = House::key;

  @ParameterizedTest
  @EnumSource(value = Walls.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void nobodyReachesWhatIsAnothers(Walls walls) {
    try (var api = new TestApi(SERVER, walls, TestApi.SETTINGS)) {
      List<Contract.Op> operations = Contract.read(api).operations();
      operations.forEach(operation -> check(api, operation));
      assertTrue(operations.size() > 60, "the contract was not read");
      assertEquals(List.of(), wrong);
    }
  }

  @Test
  void tokensOfAnIssuerReachNoFurtherThanKeys() {
    try (var issuer = new TestIssuer().open();
        var api = new TestApi(SERVER, Walls.BOTH, TestApi.SETTINGS.withOidc(issuer.settings()))) {
      credential = (house, role) -> house.token(issuer, role);
      Contract.read(api).operations().forEach(operation -> check(api, operation));
      assertEquals(List.of(), wrong);
    }
  }

  @Test
  void withNeitherWallTheMatrixWouldSeeTheLeak() {
    try (var api = new TestApi(SERVER, Walls.NONE, TestApi.SETTINGS)) {
      House mine = House.create(SERVER);
      House foreign = House.create(SERVER);
      long leaks = Contract.read(api).operations().stream()
          .filter(operation -> operation.method().equals("get") && operation.ofTenant())
          .map(operation ->
              api.send(operation, operation.path(mine, foreign), mine, mine.key(Role.TENANT)))
          .filter(reply -> reply.body().contains(foreign.mark))
          .count();
      assertTrue(leaks > 10, leaks + " leaks");
    }
  }

  private void check(TestApi api, Contract.Op operation) {
    House mine = House.create(SERVER);
    House sibling = mine.sibling();
    House foreign = House.create(SERVER);
    String before = rows(mine);
    for (House strangers : List.of(sibling, foreign)) {
      for (Role role : Role.values()) {
        boolean within = role == Role.PLATFORM || (role == Role.AGENCY && strangers == sibling);
        if (!within) {
          Reply reply = api.send(operation, mine, credential.apply(strangers, role));
          expect(operation, role, reply, notMine(operation, role, strangers == sibling));
          silent(operation, reply, mine);
        }
      }
    }
    for (Role role : Role.values()) {
      if (!operation.may(role)) {
        expect(
            operation,
            role,
            api.send(operation, mine, credential.apply(mine, role)),
            operation.open() ? 200 : 403);
      } else if (operation.hasInner()) {
        // The path is mine, what it leads to is another's.
        Reply reply =
            api.send(operation, operation.path(mine, foreign), mine, credential.apply(mine, role));
        expect(operation, role, reply, operation.isUpsert() ? reply.status() : 404);
        silent(operation, reply, foreign);
        silent(operation, reply, sibling);
      }
    }
    expect(operation, null, api.send(operation, mine, ""), operation.open() ? 200 : 401);
    assertEquals(before, rows(mine), operation.id() + " changed what was not its sender's");
    for (Role role : Role.values()) {
      if (operation.may(role)) {
        House own = House.create(SERVER);
        Reply reply = api.send(operation, own, credential.apply(own, role));
        if (reply.status() / 100 != 2) {
          wrong.add(
              "%s as %s: %d %s".formatted(operation.id(), role, reply.status(), reply.body()));
        }
        if (role != Role.PLATFORM) {
          silent(operation, reply, mine);
          silent(operation, reply, foreign);
        }
      }
    }
  }

  /**
   * What is nobody's own depends on the role alone, unless the path leads to somebody's; of what is another's, a key of a tenant sees
   * its own agency at most.
   */
  private static int notMine(Contract.Op operation, Role role, boolean sibling) {
    if (operation.open()) {
      return 200;
    }
    if (operation.ownerless() && operation.may(role)) {
      // Without anything in its path, it shows who asks their own.
      return operation.hasPlace() ? 404 : 200;
    }
    return operation.ownerless() || (!operation.ofTenant() && sibling) ? 403 : 404;
  }

  private void expect(
      Contract.Op operation,
      @org.jspecify.annotations.Nullable Role role,
      Reply reply,
      int status) {
    if (reply.status() != status) {
      wrong.add("%s as %s: %d, not %d: %s"
          .formatted(operation.id(), role, reply.status(), status, reply.body()));
    }
  }

  private static void silent(Contract.Op operation, Reply reply, House other) {
    if (!operation.open()) {
      assertFalse(
          reply.body().contains(other.mark), () -> operation.id() + " leaks: " + reply.body());
      assertFalse(
          reply.body().contains(other.tenant.toString()),
          () -> operation.id() + " leaks: " + reply.body());
    }
  }

  private static final List<String> TABLES = SERVER.ask("""
      SELECT DISTINCT table_name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'agency_id' ORDER BY 1
      """);

  /** Everything that is a house's, but when its keys were used. */
  private static String rows(House house) {
    String each = TABLES.stream()
        .map(table ->
            "SELECT '%1$s ' || (to_jsonb(r) - 'last_used_at')::text AS row FROM %1$s r WHERE agency_id = '%2$s'"
                .formatted(table, house.agency))
        .collect(Collectors.joining(" UNION ALL "));
    return String.join("\n", SERVER.ask("""
        SELECT row FROM (%s UNION ALL SELECT to_jsonb(t)::text FROM tenant t WHERE agency_id = '%s'
          UNION ALL SELECT to_jsonb(a)::text FROM agency a WHERE id = '%s') AS rows ORDER BY 1
        """.formatted(each, house.agency, house.agency)));
  }
}
