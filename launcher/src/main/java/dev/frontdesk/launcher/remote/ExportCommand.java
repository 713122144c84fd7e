package dev.frontdesk.launcher.remote;

import dev.frontdesk.launcher.terminal.ExitCode;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a tenant's settings as YAML. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Print everything a tenant has as YAML, without secrets, for 'frontdesk apply'.",
      "frontdesk export --tenant ID > bakery.yaml",
      ""
    })
public final class ExportCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin
  private final ApiOptions api = new ApiOptions();

  @Option(names = "--tenant", required = true, paramLabel = "ID", description = "Whose settings.")
  @SuppressWarnings("NullAway.Init")
  private UUID tenant;

  @Option(
      names = "--no-contacts",
      description = "Leave contacts out; apply then leaves them as they are.")
  private boolean noContacts;

  @Override
  public Integer call() {
    String path = "/v1/tenants/" + tenant + "/settings" + (noContacts ? "?contacts=false" : "");
    var out = spec.commandLine().getOut();
    out.print(SettingsFile.write(tenant.toString(), api.client().get(path).json()));
    out.flush();
    return ExitCode.OK.status();
  }
}
