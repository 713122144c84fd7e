package dev.frontdesk.launcher.remote;

import dev.frontdesk.launcher.terminal.ExitCode;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a tenant's contacts as CSV. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Print all contacts of a tenant as CSV, by number.")
final class ContactsExportCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin
  private final ApiOptions api = new ApiOptions();

  @Option(names = "--tenant", required = true, paramLabel = "ID", description = "Whose contacts.")
  @SuppressWarnings("NullAway.Init")
  private UUID tenant;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    out.print(api.client().get("/v1/tenants/" + tenant + "/contacts.csv").body());
    out.flush();
    return ExitCode.OK.status();
  }
}
