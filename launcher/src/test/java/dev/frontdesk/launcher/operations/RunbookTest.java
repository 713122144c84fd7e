package dev.frontdesk.launcher.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.operations.Ops.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From an alert to its page, from the page to a panel that is there. */
class RunbookTest {
  private static final Pattern HEADING = Pattern.compile("(?m)^### (Frontdesk\\w+)$");
  private static final Pattern LOOK =
      Pattern.compile("(?m)^- dashboard \\*[^*]+\\* \\(`([a-z-]+)`\\): (.*)$");
  private static final Pattern PANEL = Pattern.compile("\\*([^*]+)\\*");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)[^):]*\\)");

  @Test
  void everyAlertLeadsToItsPlaceInTheRunbook() {
    var alerts = Ops.alerts();
    assertTrue(alerts.size() > 20, "the file is read");
    for (Alert alert : alerts) {
      String url = String.valueOf(alert.notes().get("runbook_url"));
      String page = url.replaceAll("#.*", "");
      assertEquals(page + "#" + alert.name().toLowerCase(Locale.ROOT), url, alert.name());
      assertTrue(Ops.read(Path.of("..", page)).contains("\n### " + alert.name() + "\n"), url);
      assertTrue(List.of("page", "ticket").contains(alert.labels().get("severity")), alert.name());
    }
  }

  @Test
  void everyAlertNamesAPanelThatShowsIt() {
    for (Alert alert : Ops.alerts()) {
      var dashboard = Ops.dashboards().get(alert.notes().get("dashboard"));
      assertTrue(
          dashboard != null && Ops.panels(dashboard).contains(alert.notes().get("panel")),
          alert.name());
    }
  }

  /** Whoever comes from an alert sees the figure that it fired on, not only parts of it. */
  @Test
  void thePanelOfAnAlertShowsWhatItCompares() {
    var unseen = new ArrayList<String>();
    for (Alert alert : Ops.alerts()) {
      var dashboard = Ops.dashboards().get(alert.notes().get("dashboard"));
      List<String> panel = Ops.targets(dashboard, String.valueOf(alert.notes().get("panel")));
      List<String> compared = Shown.compared(alert.expression());
      assertFalse(compared.isEmpty(), alert.name());
      compared.stream()
          .filter(side -> !Shown.by(panel, side))
          .forEach(side -> unseen.add(alert.name() + ": " + side));
    }
    assertEquals(List.of(), unseen);
  }

  @Test
  void thePageNamesThePanelAndTheSeverityOfItsAlerts() {
    for (Alert alert : Ops.alerts()) {
      String page = String.valueOf(alert.notes().get("runbook_url")).replaceAll("#.*", "");
      String said = "(%s; panel *%s* of %s)"
          .formatted(
              alert.labels().get("severity"),
              alert.notes().get("panel"),
              alert.notes().get("dashboard"));
      String text = Ops.read(Path.of("..", page));
      String place = text.substring(text.indexOf("### " + alert.name() + "\n"));
      assertTrue(
          place.substring(0, place.indexOf("\n\n", place.indexOf("\n\n") + 2)).endsWith(said),
          alert.name() + " " + said);
    }
  }

  @Test
  void everyPageIsOfAlertsThatThereAreAndLeadsToPanelsThatThereAre() throws IOException {
    var alerts =
        Ops.alerts().stream().map(Alert::name).collect(Collectors.toCollection(TreeSet::new));
    var explained = new TreeSet<String>();
    for (Map.Entry<Path, String> page : pages().entrySet()) {
      HEADING.matcher(page.getValue()).results().forEach(found -> explained.add(found.group(1)));
      var look = LOOK.matcher(page.getValue()).results().toList();
      boolean isIndex = page.getKey().endsWith("README.md");
      assertTrue(isIndex || !look.isEmpty(), "where to look: " + page.getKey());
      look.forEach(found -> PANEL
          .matcher(found.group(2))
          .results()
          .forEach(panel -> assertTrue(
              Ops.panels(Ops.dashboards().get(found.group(1))).contains(panel.group(1)),
              page.getKey() + " names " + panel.group(1))));
    }
    assertEquals(alerts, explained);
  }

  @Test
  void theIndexNamesEveryPageAndNoLinkIsDead() throws IOException {
    var pages = pages();
    String index = Ops.read(Ops.RUNBOOK.resolve("README.md"));
    for (Map.Entry<Path, String> page : pages.entrySet()) {
      String name = String.valueOf(page.getKey().getFileName());
      assertTrue(name.equals("README.md") || index.contains("(" + name + ")"), name);
      LINK.matcher(page.getValue())
          .results()
          .forEach(link -> assertTrue(
              Files.exists(Ops.RUNBOOK.resolve(link.group(1))),
              name + " links to " + link.group(1)));
    }
  }

  private static Map<Path, String> pages() throws IOException {
    try (Stream<Path> files = Files.list(Ops.RUNBOOK)) {
      return files.collect(Collectors.toMap(file -> file, Ops::read));
    }
  }
}
