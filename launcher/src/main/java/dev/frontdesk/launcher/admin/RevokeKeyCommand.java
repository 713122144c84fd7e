package dev.frontdesk.launcher.admin;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends a key of the platform. */
@Command(
    name = "revoke-key",
    mixinStandardHelpOptions = true,
    description =
        "Revoke a key of the platform, on all nodes at once; keys of agencies and tenants are revoked by the API.")
public final class RevokeKeyCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "As create-key printed it.")
  @SuppressWarnings("NullAway.Init")
  private UUID id;

  @Override
  public Integer call() {
    return OnDatabase.run(database -> {
      if (!database.platform().revokeKey(id).await()) {
        throw new Trouble(ExitCode.INPUT, "the platform has no working key " + id);
      }
      spec.commandLine().getOut().println("Revoked.");
    });
  }
}
