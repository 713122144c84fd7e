package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two tenants of two agencies with rows in every table; neither meets the other's. */
@ExtendWith(PostgresExtension.class)
class IsolationIT {
  private final TestDatabase plain;
  private final House mine;
  private final House theirs;

  IsolationIT(Database database, TestDatabase plain) {
    this.plain = plain;
    this.mine = Furniture.furnished(database);
    this.theirs = Furniture.furnished(database);
  }

  /** Every table that says whose its rows are, from the catalog. */
  private List<String> guarded() {
    return plain.strings("""
        SELECT DISTINCT table_name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name IN ('tenant_id', 'agency_id') ORDER BY 1
        """);
  }

  /** What agencies have beside their tenants. */
  private static final Set<String> OF_AGENCIES = Set.of("audit_chain", "profile_template");

  private static String owner(String table) {
    if (OF_AGENCIES.contains(table)) {
      return "agency_id";
    }
    return table.equals("tenant") ? "id" : "tenant_id";
  }

  private static UUID owner(String table, House house) {
    return OF_AGENCIES.contains(table) ? house.agency().value() : house.tenant().value();
  }

  @Test
  void everyTableOfTenantsForcesRowLevelSecurityAndHasBothTenantsRows() {
    List<String> tables = guarded();

    assertTrue(tables.size() >= 23, tables::toString);
    for (String table : tables) {
      assertEquals(
          List.of("t"),
          plain.strings(
              "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = ?::regclass",
              table),
          table);
      for (House house : List.of(mine, theirs)) {
        assertTrue(
            plain.count(
                    "SELECT count(*) FROM %s WHERE %s = ?".formatted(table, owner(table)),
                    owner(table, house))
                > 0,
            table + " has no row to protect");
      }
    }
  }

  @Test
  void noTableOfTheProgramIsWithoutRowLevelSecurity() {
    assertEquals(List.of("schema_migration"), plain.strings("""
            SELECT relname FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)
            """));
  }

  @Test
  void anotherTenantsRowsAreNeitherReadNorChangedNorDeleted() throws SQLException {
    for (String table : guarded()) {
      String column = owner(table);
      for (String setting : List.of("frontdesk.tenant", "frontdesk.agency")) {
        String own = setting.endsWith("tenant")
            ? mine.tenant().toString()
            : mine.agency().toString();
        assertEquals(
            0,
            touched(
                setting,
                own,
                "SELECT FROM %s WHERE %s = '%s'".formatted(table, column, owner(table, theirs))),
            table);
        assertEquals(
            0,
            touched(
                setting,
                own,
                "DELETE FROM %s WHERE %s = '%s'".formatted(table, column, owner(table, theirs))),
            table);
        assertEquals(
            0,
            touched(
                setting,
                own,
                "UPDATE %s SET agency_id = agency_id WHERE %s = '%s'"
                    .formatted(table, column, owner(table, theirs))),
            table);
        for (String updatable : updatable(table)) {
          assertEquals(
              0,
              touched(
                  setting,
                  own,
                  "UPDATE %1$s SET %2$s = %2$s WHERE %3$s = '%4$s'"
                      .formatted(table, updatable, column, owner(table, theirs))),
              table + "." + updatable);
        }
      }
    }
  }

  @Test
  void noRowIsInsertedForAnotherTenant() throws SQLException {
    for (String table : guarded()) {
      String columns = String.join(", ", plain.strings("""
          SELECT column_name FROM information_schema.columns
          WHERE table_schema = 'public' AND table_name = ? AND is_generated = 'NEVER' ORDER BY ordinal_position
          """, table));
      String copy =
          "INSERT INTO %1$s (%3$s) SELECT %3$s FROM (SELECT (jsonb_populate_record(null::%1$s, to_jsonb(r) || '%2$s')).* FROM %1$s r LIMIT 1) c"
              .formatted(
                  table,
                  "{\"%s\":\"%s\",\"agency_id\":\"%s\"}"
                      .formatted(owner(table), owner(table, theirs), theirs.agency()),
                  columns);
      assertEquals(0, touched("frontdesk.tenant", mine.tenant().toString(), copy), table);
      assertEquals(0, touched("frontdesk.agency", mine.agency().toString(), copy), table);
    }
  }

  @Test
  void noRowOfMineIsGivenToAnotherAgency() throws SQLException {
    for (String table : guarded()) {
      assertEquals(
          0,
          touched(
              "frontdesk.tenant",
              mine.tenant().toString(),
              "UPDATE %s SET agency_id = '%s'".formatted(table, theirs.agency())),
          table);
    }
  }

  @Test
  void withoutATenantThereIsNothing() throws SQLException {
    for (String table : guarded()) {
      assertEquals(0, touched("frontdesk.tenant", "", "SELECT FROM " + table), table);
    }
  }

  @Test
  void anAgencysTransactionIsNarrowedToItsOwnTenantsOnlyByTheDatabase() throws SQLException {
    String narrow = "SELECT narrow_to_tenant('%s')";
    String agency = mine.agency().toString();
    assertEquals(1, touched("frontdesk.agency", agency, narrow.formatted(mine.tenant())));
    assertEquals(0, touched("frontdesk.agency", agency, narrow.formatted(theirs.tenant())));
    assertEquals(0, touched("frontdesk.agency", "", narrow.formatted(mine.tenant())));
    // A tenant's transaction is as narrow as it gets.
    assertEquals(
        0, touched("frontdesk.tenant", mine.tenant().toString(), narrow.formatted(mine.tenant())));
  }

  @Test
  void everyFunctionOfTheDoorIsTheDefinersAndItsGrantsEndAtItsTables() {
    assertEquals(
        List.of("f"),
        plain.strings(
            "SELECT rolsuper OR rolbypassrls OR rolcanlogin FROM pg_roles WHERE rolname = 'frontdesk_definer'"));
    assertEquals(
        List.of(),
        plain.strings(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'door'::regnamespace AND proowner <> 'frontdesk_definer'::regrole"));
    assertEquals(
        List.of(),
        plain.strings(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'door'::regnamespace AND prosecdef AND (proconfig IS NULL OR proconfig[1] NOT LIKE 'search_path=%pg_temp')"));
    var policed = plain.strings(
        "SELECT tablename FROM pg_policies WHERE 'frontdesk_definer' = ANY (roles) ORDER BY 1");
    var granted = plain.strings("""
            SELECT DISTINCT table_name FROM information_schema.column_privileges
            WHERE grantee = 'frontdesk_definer' AND table_schema = 'public' ORDER BY 1
            """);
    assertEquals(policed, granted);
    assertEquals(
        List.of(
            "INSERT action, actor, agency_id, detail, subject, tenant_id",
            "UPDATE detail, erased_at, salt"),
        plain.strings("""
            SELECT privilege_type || ' ' || string_agg(column_name, ', ' ORDER BY column_name COLLATE "C")
            FROM information_schema.column_privileges
            WHERE grantee = 'frontdesk_definer' AND table_name = 'audit' AND privilege_type <> 'SELECT' GROUP BY privilege_type ORDER BY 1
            """));
    assertEquals(List.of("SELECT"), plain.strings("""
            SELECT DISTINCT privilege_type FROM information_schema.column_privileges
            WHERE grantee = 'frontdesk_runtime' AND table_name = 'audit_chain'
            """));
  }

  @Test
  void theProgramsRoleOwnsNothingAndRunsNoHelperOfTheDoor() {
    assertEquals(
        List.of(),
        plain.strings(
            "SELECT relname FROM pg_class WHERE relowner = 'frontdesk_runtime'::regrole"));
    assertEquals(
        List.of("f"),
        plain.strings(
            "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = 'frontdesk_runtime'"));
    assertEquals(
        List.of(
            "agency_settings_limits",
            "agency_spent_this_month",
            "call_story",
            "delivery_context",
            "erase_calls",
            "erasure_sweep_calls",
            "erasure_sweep_of_words",
            "folded",
            "impersonal",
            "index_knowledge",
            "journal_append_known",
            "journal_open",
            "journal_open_calls",
            "journal_open_reached",
            "journal_project",
            "journal_project_calls",
            "journal_usage",
            "knowledge_language",
            "live_poke",
            "passages",
            "spent_this_month",
            "summed",
            "take_message_known",
            "tell",
            "tenant_settings_but_texting",
            "tenant_settings_of_talk",
            "tenant_settings_published",
            "tenant_settings_tried",
            "text_rank",
            "transfer_event",
            "webhook_disable",
            "webhook_wanted"),
        plain.strings("""
            SELECT proname FROM pg_proc
            WHERE pronamespace = 'door'::regnamespace AND prorettype <> 'trigger'::regtype
              AND NOT has_function_privilege('frontdesk_runtime', oid, 'EXECUTE') ORDER BY 1
            """));
  }

  private List<String> updatable(String table) {
    return plain.strings("""
        SELECT column_name FROM information_schema.column_privileges
        WHERE grantee = 'frontdesk_runtime' AND table_schema = 'public' AND table_name = ? AND privilege_type = 'UPDATE'
        """, table);
  }

  /** Rows touched by plain SQL in the program's role; no privilege at all touches none. */
  private int touched(String setting, String value, String sql) throws SQLException {
    try (Connection connection = plain.superuser();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET LOCAL ROLE frontdesk_runtime");
      statement.execute("SELECT set_config('%s', '%s', true)".formatted(setting, value));
      try {
        if (!statement.execute(sql)) {
          return statement.getUpdateCount();
        }
        try (var rows = statement.getResultSet()) {
          return rows.next() ? 1 : 0;
        }
      } catch (SQLException refused) {
        // 42501: no privilege, or the policy's check; 23…: a constraint stands before it.
        assertTrue(refused.getSQLState().matches("42501|23503|23505|23514"), sql + ": " + refused);
        return 0;
      } finally {
        connection.rollback();
      }
    }
  }
}
