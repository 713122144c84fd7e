package dev.frontdesk.launcher.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.store.Database;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a business the numbers of a carrier account. */
@Command(
    name = "sync-numbers",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Give a business the numbers of a Twilio account. None is taken from another business, none is removed;",
      "doing it again changes nothing.",
      ""
    })
final class SyncNumbersCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin
  private final ApiOptions api = new ApiOptions();

  @Option(
      names = "--tenant",
      required = true,
      paramLabel = "ID",
      description = "Whose they become.")
  @SuppressWarnings("NullAway.Init")
  private UUID tenant;

  @Option(
      names = "--endpoint",
      paramLabel = "ID",
      description =
          "The account, the business's own or its agency's; without it the installation's own, for the platform alone.")
  private UUID endpoint = Database.PLATFORM_CARRIER.value();

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  @Parameters(
      paramLabel = "NUMBER",
      arity = "0..*",
      description = "Only these, E.164; of an account that businesses share they must be named.")
  private List<String> numbers = List.of();

  @Override
  public Integer call() {
    ObjectNode asked = JSON.createObjectNode().put("dryRun", dryRun);
    if (!numbers.isEmpty()) {
      numbers.forEach(asked.putArray("numbers")::add);
    }
    JsonNode synced = api.client()
        .send(
            "POST",
            "/v1/tenants/" + tenant + "/endpoints/" + endpoint + "/number-syncs",
            asked.toString(),
            Map.of("content-type", "application/json"))
        .json();
    var out = spec.commandLine().getOut();
    for (JsonNode row : synced.path("items")) {
      out.printf(
          "%-16s  %-7s  %s%n",
          row.path("number").asText(),
          row.path("action").asText(),
          row.path("label").asText());
    }
    out.println(synced.path("items").size() + (dryRun ? " numbers, nothing done." : " numbers."));
    out.flush();
    return ExitCode.OK.status();
  }
}
