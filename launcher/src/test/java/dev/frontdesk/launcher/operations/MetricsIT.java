package dev.frontdesk.launcher.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a node shows after calls, and that it shows nothing else and nobody's name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsIT {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  /** Enumerations of ours, of the Java machine and of Vert.x. */
  private static final Set<String> LABELS = Set.of(
      "action",
      "area",
      "cause",
      "change",
      "client_namespace",
      "code",
      "end",
      "gc",
      "id",
      "le",
      "method",
      "note",
      "of",
      "operation",
      "outcome",
      "pool_name",
      "pool_type",
      "reason",
      "result",
      "state",
      "status",
      "to",
      "tool",
      "trouble",
      "version");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path data;

  @SuppressWarnings("NullAway.Init")
  private Worked worked;

  @SuppressWarnings("NullAway.Init")
  private Exposition shown;

  @BeforeAll
  void work() {
    worked = new Worked(data, Map.of());
    worked.place("""
        steps:
        - greeting
        - caller: What time is it?
        - tool: get_current_time
        - agent: It is late.
        - drop-socket
        - caller: Sales please.
        - tool: transfer_call
          with: { destination: nobody at all }
        - agent: There is no such person.
        - hang-up
        """);
    worked.place("""
        steps:
        - greeting
        - caller: Sales please.
        - tool: transfer_call
          with: { destination: sales }
        - wait-for-end
        """);
    worked.post(worked.node.port(), "/openai/webhook", "{}");
    worked.get(worked.node.adminPort(), "/v1/agencies");
    shown = Worked.eventually(
        worked::scraped,
        scrape -> scrape.sum("frontdesk_calls_ended_total") == 2
            && scrape.sum("frontdesk_database_up") == 1);
  }

  @AfterAll
  void close() {
    worked.close();
  }

  @Test
  void callsAreCountedFromWebhookToEnd() {
    assertEquals(2, shown.sum("frontdesk_webhooks_total", "end=\"claimed\""));
    assertEquals(1, shown.sum("frontdesk_webhooks_total", "end=\"missing-header\""));
    assertEquals(2, shown.sum("frontdesk_calls_answered_total"));
    assertEquals(2, shown.sum("frontdesk_calls_answered_total", "reason=\"open\""));
    assertEquals(0, shown.sum("frontdesk_calls_refused_total"));
    assertEquals(1, shown.sum("frontdesk_calls_ended_total", "outcome=\"caller-hung-up\""));
    assertEquals(0, shown.sum("frontdesk_calls_live"));
    assertEquals(2, shown.sum("frontdesk_call_answer_seconds_count"));
    assertEquals(2, shown.sum("frontdesk_call_greeting_seconds_count"));
    assertTrue(shown.sum("frontdesk_call_answer_seconds_sum") > 0);
    assertEquals(2, shown.sum("frontdesk_call_answer_seconds_bucket", "le=\"+Inf\""));
    assertTrue(
        shown.sum("frontdesk_call_answer_seconds_bucket", "le=\"2.0\"") > 0,
        "the bound of the objective is a bucket");
  }

  @Test
  void toolsAndTransfersAreCountedByWhatTheyCameTo() {
    assertEquals(
        1,
        shown.sum(
            "frontdesk_tool_run_seconds_count", "tool=\"get_current_time\"", "outcome=\"ok\""));
    assertEquals(
        1,
        shown.sum(
            "frontdesk_tool_run_seconds_count", "tool=\"transfer_call\"", "outcome=\"refused\""));
    assertEquals(1, shown.sum("frontdesk_transfer_attempts_total"));
    assertEquals(1, shown.sum("frontdesk_transfer_reports_total", "outcome=\"taken\""));
  }

  @Test
  void whatWaitsForTheDatabaseIsShownPoolByPool() {
    for (String pool : List.of("database", "lease", "bulk")) {
      assertEquals(1, shown.count("vertx_pool_queue_pending", "pool_name=\"" + pool + "\""), pool);
      assertEquals(
          1,
          shown.count("vertx_sql_processing_pending", "client_namespace=\"" + pool + "\""),
          pool);
    }
  }

  @Test
  void theProviderIsTimedByWhatItWasAskedAndWhatItMadeOfIt() {
    assertEquals(
        2,
        shown.sum(
            "frontdesk_provider_request_seconds_count", "action=\"accept\"", "result=\"done\""));
    assertEquals(
        2,
        shown.sum(
            "frontdesk_sideband_connect_seconds_count",
            "action=\"attach\"",
            "result=\"attached\""));
    assertEquals(1, shown.sum("frontdesk_call_notes_total", "note=\"resumed\""));
  }

  @Test
  void theNodeShowsItsJournalItsLeaseItsDatabaseAndItsApi() {
    var quiet = Worked.eventually(
        worked::scraped, scrape -> scrape.sum("frontdesk_journal_lag_seconds") == 0);
    assertTrue(quiet.sum("frontdesk_journal_rows_total", "to=\"database\"") > 20);
    assertEquals(0, quiet.sum("frontdesk_journal_spool_bytes"));
    assertTrue(quiet.sum("frontdesk_lease_age_seconds") < 4);
    assertEquals(1, quiet.sum("frontdesk_ready"));
    assertEquals(0, quiet.sum("frontdesk_cut_off"));
    assertEquals(0, quiet.sum("frontdesk_reaper_calls_total"));
    assertEquals(1, quiet.sum("frontdesk_cluster_members"));
    assertTrue(quiet.sum("frontdesk_event_loop_lag_seconds_count") > 0);
    assertEquals(
        1,
        quiet.sum("frontdesk_api_requests_total", "operation=\"listAgencies\"", "status=\"401\""));
  }

  @Test
  void noLabelIsATenantACallANumberOrAPath() {
    var strange = new TreeSet<String>();
    shown.families.values().forEach(family -> strange.addAll(family.labels));
    strange.removeAll(LABELS);
    assertEquals(Set.of(), strange);
    String all = shown.toString();
    assertTrue(!all.contains(worked.tenant.toString()) && !all.contains(Worked.NUMBER), all);
  }

  @Test
  void theDocumentAndTheNodeKnowTheSameFigures() throws IOException {
    List<String> page = Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| `frontdesk_"))
        .toList();
    List<String> node = shown.families.entrySet().stream()
        .filter(family -> family.getKey().startsWith("frontdesk_"))
        .filter(family -> !family.getKey().endsWith("_seconds_max"))
        .map(family -> row(family.getKey(), family.getValue()))
        .toList();
    assertEquals(String.join("\n", node), String.join("\n", page));
  }

  @Test
  void whateverElseIsShownIsOfAFamilyTheDocumentNames() throws IOException {
    String page = Files.readString(PAGE);
    var unknown = shown.families.keySet().stream()
        .filter(name -> !name.startsWith("frontdesk_"))
        .filter(name -> !page.contains("`" + name.replaceAll("_.*", "_") + "…`"))
        .toList();
    assertEquals(List.of(), unknown);
  }

  @Test
  void dashboardsAndAlertsAskForNothingThatIsNotThere() {
    var asked = new TreeSet<String>();
    Ops.expressions().forEach(expression -> asked.addAll(Ops.metrics(expression)));
    assertTrue(asked.size() > 30, "the files are read");
    asked.removeAll(shown.sampleNames());
    assertEquals(Set.of(), asked);
  }

  private static String row(String name, Exposition.Family family) {
    var labels = new TreeSet<>(family.labels);
    labels.remove("le");
    String of = labels.isEmpty() ? "" : "`" + String.join("` `", labels) + "`";
    return "| `%s` | %s | %s | %s |".formatted(name, family.type, of, family.help);
  }
}
