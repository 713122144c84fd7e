package dev.frontdesk.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.launcher.admin.AdminCommand;
import dev.frontdesk.launcher.bench.BenchCommand;
import dev.frontdesk.launcher.database.MigrateCommand;
import dev.frontdesk.launcher.demo.DemoCommand;
import dev.frontdesk.launcher.importing.ImportCommand;
import dev.frontdesk.launcher.remote.ApplyCommand;
import dev.frontdesk.launcher.remote.ContactsCommand;
import dev.frontdesk.launcher.remote.ExportCommand;
import dev.frontdesk.launcher.remote.TwilioCommand;
import dev.frontdesk.launcher.serve.DrainCommand;
import dev.frontdesk.launcher.serve.ServeCommand;
import dev.frontdesk.launcher.settings.SettingsRefused;
import dev.frontdesk.launcher.simulate.SimulateCommand;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

/** The frontdesk command. */
@Command(
    name = "frontdesk",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "A voice gateway: agencies host AI phone receptionists for many businesses.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      DrainCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      ApplyCommand.class,
      ContactsCommand.class,
      TwilioCommand.class,
      SimulateCommand.class,
      MigrateCommand.class,
      AdminCommand.class,
      BenchCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Start with 'frontdesk demo'.",
      "Settings: docs/configuration.md.",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 settings, 4 port in use,",
      "5 database unreachable, 6 schema of another release, 7 data folder,",
      "8 malformed input."
    })
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String... arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setOut(new PrintWriter(new FileOutputStream(FileDescriptor.out), true, UTF_8))
        .setExecutionExceptionHandler(Main::explain)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  /** One clear line; the stack trace only in the log, for those who ask for it. */
  private static int explain(Exception cause, CommandLine command, ParseResult parsed) {
    var err = command.getErr();
    LOG.atDebug().setCause(cause).log("command failed");
    if (cause instanceof SettingsRefused refused) {
      err.println("frontdesk: " + refused.getMessage());
      return ExitCode.SETTINGS.status();
    }
    if (cause instanceof Trouble trouble) {
      err.println("frontdesk: " + trouble.getMessage());
      return trouble.code().status();
    }
    err.println(
        "frontdesk: unexpected: " + Trouble.why(cause) + " (FRONTDESK_LOG=debug shows more)");
    return ExitCode.FAILED.status();
  }

  /** The release of this jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {
        "frontdesk " + (version == null ? "(not packaged)" : version),
        "Java %s, %s".formatted(Runtime.version(), System.getProperty("os.arch"))
      };
    }
  }
}
