package dev.frontdesk.launcher.admin;

import dev.frontdesk.admin.api.ApiKey;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.ApiKeyStore.Fresh;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Tenant;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a key of the admin API. */
@Command(
    name = "create-key",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Make a key of the admin API and print it, once, whether or not a server is running.",
      "The key alone goes to the standard output: KEY=$(frontdesk admin create-key --role platform)"
    })
public final class CreateKeyCommand implements Callable<Integer> {
  /** Whose the key is, and what it may do. */
  enum Role {
    PLATFORM,
    AGENCY,
    TENANT,
    VIEWER,
    CONTROL
  }

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--role",
      required = true,
      description = "${COMPLETION-CANDIDATES}: what the key may do.")
  private Role role = Role.PLATFORM;

  @Option(
      names = "--agency",
      paramLabel = "NAME",
      description = "Whose key it is, unless the platform's.")
  private @Nullable String agency;

  @Option(
      names = "--tenant",
      paramLabel = "KEY",
      description = "Whose key it is, within the agency, for the roles tenant, viewer and control.")
  private @Nullable String tenant;

  @Option(names = "--name", paramLabel = "TEXT", description = "For people; default: command line.")
  private String name = "command line";

  @Override
  public Integer call() {
    if (role != Role.PLATFORM) {
      given(agency, "--agency");
    }
    if (role != Role.PLATFORM && role != Role.AGENCY) {
      given(tenant, "--tenant");
    }
    var key = ApiKey.random();
    return OnDatabase.run(database -> {
      UUID id = create(database, key);
      spec.commandLine()
          .getErr()
          .println("Key " + id + " of role " + word() + "; it is not shown again.");
      spec.commandLine().getOut().println(key.value().reveal());
    });
  }

  private UUID create(Database database, ApiKey key) {
    var fresh = new Fresh(name, word(), Buffer.buffer(key.sha256()), key.hint(), null);
    if (role == Role.PLATFORM) {
      return database.platform().createKey(name, key.sha256(), key.hint(), null).await();
    }
    AgencyId owner = database
        .platform()
        .findAgency(given(agency, "--agency"))
        .await()
        .orElseThrow(() -> new Trouble(ExitCode.INPUT, "there is no agency " + agency));
    if (role == Role.AGENCY) {
      return database.inAgency(owner, stores -> stores.keys().add(fresh)).await();
    }
    TenantId of = database
        .inAgency(owner, stores -> stores.tenants().byKey(given(tenant, "--tenant")))
        .await()
        .map(Tenant::id)
        .orElseThrow(() -> new Trouble(ExitCode.INPUT, agency + " has no tenant " + tenant));
    return database.inTenant(of, stores -> stores.keys().add(fresh)).await();
  }

  private String word() {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private String given(@Nullable String value, String option) {
    if (value == null) {
      throw new Trouble(ExitCode.USAGE, "a key of role " + word() + " needs " + option);
    }
    return value;
  }
}
