package dev.frontdesk.launcher.importing;

import dev.frontdesk.launcher.database.DataFolder;
import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.launcher.settings.SettingsSource;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.UntilStopped;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.store.Database;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Makes a tenant of a folder. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Bring a single-tenant receptionist in as a tenant and publish it, whether or not a server is running.",
      "",
      "DIR may hold system-prompt.txt, business-info.md, contacts.json and transfer-numbers.json; what is absent is not"
          + " imported, what is malformed stops everything. Doing it again changes only what is different.",
      "",
      "Of --env FILE these are read: OPENAI_INSTRUCTIONS, PROMPT_PATH, WELCOME_MESSAGE, OPENAI_MODEL, OPENAI_VOICE,"
          + " OPENAI_SPEED, INPUT_TRANSCRIPTION_MODEL, INPUT_TRANSCRIPTION_LANGUAGE, HUMAN_AGENT_NUMBER.",
      ""
    })
public final class ImportCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--agency",
      required = true,
      paramLabel = "NAME",
      description = "Who hosts the tenant; created if new.")
  private String agency = "";

  @Option(
      names = "--tenant",
      required = true,
      paramLabel = "NAME",
      description = "Whose phone is answered; created if new.")
  private String tenant = "";

  @Option(
      names = "--number",
      required = true,
      paramLabel = "+E164",
      converter = E164.class,
      description = "The number that callers dial.")
  @SuppressWarnings("NullAway.Init")
  private PhoneNumber number;

  @Option(
      names = "--sip-domain",
      paramLabel = "DOMAIN",
      description = "Transfers go to sip:+E164@DOMAIN in place of tel:+E164.")
  private @Nullable String sipDomain;

  @Option(
      names = "--env",
      paramLabel = "FILE",
      description = "The receptionist's environment file.")
  private @Nullable Path environment;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      converter = Zone.class,
      description = "Time zone, such as Europe/Bratislava; a new tenant's is UTC.")
  private @Nullable ZoneId zone;

  @Option(
      names = "--locale",
      paramLabel = "TAG",
      converter = Tag.class,
      description = "Main language, such as sk or en-GB; a new tenant's is en.")
  private @Nullable String locale;

  @Parameters(paramLabel = "DIR", description = "The folder.")
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    var wish = new TenantWish(agency.strip(), tenant.strip(), number, sipDomain, zone, locale);
    var receptionist = Receptionist.read(folder, Optional.ofNullable(environment), wish.region());
    if (receptionist.isEmpty()) {
      out.println("Nothing to import in " + folder + ": the tenant gets its number and no more.");
    }
    Settings settings = SettingsSource.ofThisProcess();
    return UntilStopped.during(stops -> {
      var data = stops.with(DataFolder.open(settings.data()));
      out.println(
          settings.database().isEmpty()
              ? "Opening the database in " + data.path() + " ..."
              : "Opening the database ...");
      out.flush();
      var server = stops.with(DatabaseServer.open(settings, data));
      server.migrate();
      var vertx = Vertx.vertx();
      stops.with(() -> vertx.close().await());
      Database database = server.connect(vertx);
      report(
          out,
          wish,
          receptionist,
          new TenantImport(database, wish, receptionist).run().await());
      return ExitCode.OK.status();
    });
  }

  private static void report(
      PrintWriter out, TenantWish wish, Receptionist receptionist, TenantImport.Done done) {
    out.printf(
        "%s %s of %s, reached at %s%n",
        done.created() ? "Created" : "Updated", wish.name(), wish.agency(), wish.number());
    out.printf("  contacts   %d, of which %d VIP%n", done.contacts(), vips(receptionist));
    out.printf("  targets    %d%n", done.targets());
    out.printf(
        "  profile    version %d, %s%n",
        done.version(), done.published() ? "published now" : "published before, unchanged");
    if (!receptionist.unused().isEmpty()) {
      out.printf("  not used   %s%n", String.join(", ", receptionist.unused()));
    }
    out.flush();
  }

  private static long vips(Receptionist receptionist) {
    return receptionist.contacts().stream().filter(contact -> contact.vip()).count();
  }

  /** Numbers in E.164 only: which country is meant would be a guess. */
  static final class E164 implements ITypeConverter<PhoneNumber> {
    @Override
    public PhoneNumber convert(String text) {
      return PhoneNumber.tryE164(text)
          .orElseThrow(() ->
              new TypeConversionException("'" + text + "' is not E.164, such as +15550100001"));
    }
  }

  /** Names of the tz database. */
  static final class Zone implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String text) {
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'" + text + "' is not a time zone, such as Europe/Bratislava");
      }
    }
  }

  /** BCP 47. */
  static final class Tag implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      try {
        return new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
      } catch (IllformedLocaleException e) {
        throw new TypeConversionException("'" + text + "' is not a language tag, such as en-GB");
      }
    }
  }
}
