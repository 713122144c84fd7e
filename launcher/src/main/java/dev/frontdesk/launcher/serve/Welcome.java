package dev.frontdesk.launcher.serve;

import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.provider.realtime.Models;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Tells the operator where everything is, and what is still to do. */
final class Welcome {
  private static final int MOST_DOORS = 10;

  /** As the operator has to type it: in the image it is on the path. */
  private static final String COMMAND = System.getProperty("frontdesk.command", "./frontdesk");

  private final Node node;
  private final Settings settings;
  private final DatabaseServer server;
  private final Inventory inventory;
  private final Ink ink;

  Welcome(Node node, DatabaseServer server, Inventory inventory, Ink ink) {
    this.node = node;
    this.settings = node.settings();
    this.server = server;
    this.inventory = inventory;
    this.ink = ink;
  }

  void print(PrintWriter out) {
    out.println();
    out.println(ink.bold("Frontdesk is taking calls."));
    fact(out, "webhook", ink.cyan(base() + "/openai/webhook"));
    inventory.doors().stream()
        .limit(MOST_DOORS)
        .forEach(door -> fact(
            out,
            "",
            "%s/openai/webhook/%s  %s"
                .formatted(
                    base(), door.endpoint(), ink.faint(door.agency() + ", " + door.name()))));
    if (inventory.doors().size() > MOST_DOORS) {
      fact(out, "", "... and %d more endpoints".formatted(inventory.doors().size() - MOST_DOORS));
    }
    fact(
        out,
        "ports",
        "calls %d, health and metrics %d".formatted(node.port(), node.managementPort()));
    if (node.adminPort() != 0) {
      fact(
          out,
          "admin API",
          ink.cyan(at(node.adminPort()) + "/v1/docs")
              + ink.faint("  first key: " + COMMAND + " admin create-key --role platform"));
    }
    fact(out, "database", server.toString());
    fact(out, "provider", settings.openAi().baseUrl() + ", " + settings.voice().model());
    fact(out, "serves", inventory.tenants() == 1 ? "1 tenant" : inventory.tenants() + " tenants");
    list(out, ink.yellow("Still to configure"), toDo());
    list(out, ink.yellow("Soon to change"), endingModels());
    out.println();
    out.flush();
  }

  private List<String> toDo() {
    var toDo = new ArrayList<String>();
    boolean own = !inventory.doors().isEmpty();
    if (settings.openAi().apiKey().isEmpty() && !own) {
      toDo.add("no provider key: calls cannot be accepted        export OPENAI_API_KEY=sk-…");
    }
    if (settings.openAi().webhookSecrets().isEmpty() && !own) {
      toDo.add(
          "no webhook secret: no delivery can be verified   export OPENAI_WEBHOOK_SECRET=whsec_…");
    }
    if (inventory.tenants() == 0) {
      toDo.add("no tenant: nobody's phone is answered            " + COMMAND
          + " import --agency A --tenant T --number +1… DIR");
    }
    if (settings.publicUrl().isEmpty()) {
      toDo.add("the public address of port %-5d is not known     export PUBLIC_URL=https://…"
          .formatted(node.port()));
    }
    if (settings.masterKeys().isEmpty() && settings.database().isPresent()) {
      toDo.add(
          "no master key: secrets in the database stay shut  export FRONTDESK_MASTER_KEY=$(openssl rand -base64 32)");
    }
    return toDo;
  }

  private List<String> endingModels() {
    Stream<String> configured = Stream.of(
            settings.voice().model(), settings.voice().transcriptionModel())
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull);
    return Models.warnings(
        Stream.concat(configured, inventory.models().stream()),
        LocalDate.now(java.time.ZoneOffset.UTC));
  }

  private String base() {
    return settings.publicUrl().map(Object::toString).orElseGet(() -> at(node.port()));
  }

  private String at(int port) {
    String host = settings.ports().host();
    return "http://%s:%d".formatted(host.equals("0.0.0.0") ? "localhost" : host, port);
  }

  private void fact(PrintWriter out, String name, String value) {
    out.println("  " + ink.faint("%-9s".formatted(name)) + " " + value);
  }

  private static void list(PrintWriter out, String head, List<String> lines) {
    if (!lines.isEmpty()) {
      out.println();
      out.println(head);
      lines.forEach(line -> out.println("  - " + line));
    }
  }
}
