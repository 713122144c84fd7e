package dev.frontdesk.launcher.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.launcher.terminal.Trouble;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a tenant as a file says. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Make a tenant as a YAML file says, all or nothing, and show what changes.",
      "A section that is absent stays as it is; one that is present takes the place of all there was.",
      "Doing it again changes nothing.",
      ""
    })
public final class ApplyCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin
  private final ApiOptions api = new ApiOptions();

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      description = "Whose settings; default: the id in the file.")
  private @Nullable UUID tenant;

  @Option(names = "--dry-run", description = "Only show what would change.")
  private boolean dryRun;

  @Parameters(
      paramLabel = "FILE",
      description = "As 'frontdesk export' writes it; - for standard input.")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode wanted = SettingsFile.read(file);
    String path =
        "/v1/tenants/%s/settings?contacts=%s".formatted(owner(wanted), wanted.has("contacts"));
    wanted.remove(SettingsFile.ID);
    ApiClient client = api.client();
    var before = client.get(path);
    var headers = Map.of("content-type", "application/json", "if-match", before.etag());
    var after = client.send("PUT", path + "&dryRun=true", wanted.toString(), headers);
    var diff = SettingsDiff.between(before.json(), after.json());
    diff.painted(Ink.auto()).forEach(out::println);
    if (diff.isEmpty()) {
      out.println("Nothing to change.");
    } else if (dryRun) {
      out.println(diff.changes() + " to change; nothing was.");
    } else {
      client.send("PUT", path, wanted.toString(), headers);
      out.println(diff.changes() + " changed.");
    }
    out.flush();
    return ExitCode.OK.status();
  }

  private String owner(ObjectNode wanted) {
    String owner = tenant == null ? wanted.path(SettingsFile.ID).asText("") : tenant.toString();
    try {
      return UUID.fromString(owner).toString();
    } catch (IllegalArgumentException e) {
      throw new Trouble(
          ExitCode.INPUT, file + " names no tenant: put its id there, or use --tenant", e);
    }
  }
}
