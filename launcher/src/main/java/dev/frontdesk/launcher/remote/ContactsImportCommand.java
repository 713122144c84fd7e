package dev.frontdesk.launcher.remote;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.ProgressBar;
import dev.frontdesk.launcher.terminal.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds contacts from a CSV file, or changes those whose numbers are known. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Add contacts from a CSV file, and change those whose numbers are known. Doing it again changes nothing.",
      "The first line names the columns, in any order: number,name,vip,blocked,language,notes.",
      "The file goes in parts; a part with a wrong line is refused whole, and the command ends there.",
      ""
    })
final class ContactsImportCommand implements Callable<Integer> {
  private static final int LARGEST = 256 << 20;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin
  private final ApiOptions api = new ApiOptions();

  @Option(names = "--tenant", required = true, paramLabel = "ID", description = "Whose contacts.")
  @SuppressWarnings("NullAway.Init")
  private UUID tenant;

  @Parameters(paramLabel = "FILE", description = "CSV in UTF-8.")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  @Override
  public Integer call() {
    var parts = new CsvParts(text());
    ApiClient client = api.client();
    int imported = 0;
    try (var bar = new ProgressBar(spec.commandLine().getErr(), "contacts", parts.rows())) {
      for (CsvParts.Part part : parts.parts()) {
        imported += send(client, part, imported);
        bar.at(part.lastRow());
      }
    }
    var out = spec.commandLine().getOut();
    out.println(imported + " contacts imported.");
    out.flush();
    return ExitCode.OK.status();
  }

  private int send(ApiClient client, CsvParts.Part part, int before) {
    try {
      return client
          .send(
              "POST",
              "/v1/tenants/" + tenant + "/contacts/imports",
              part.csv(),
              Map.of("content-type", "text/csv; charset=utf-8"))
          .json()
          .path("imported")
          .asInt();
    } catch (Trouble e) {
      throw new Trouble(
          e.code(),
          "%d contacts were imported; rows from %d on were not, their line 2 is row %d of the file: %s"
              .formatted(before, part.firstRow(), part.firstRow(), e.getMessage()),
          e);
    }
  }

  private String text() {
    try {
      if (Files.size(file) > LARGEST) {
        throw new Trouble(ExitCode.INPUT, file + " is larger than " + (LARGEST >> 20) + " MiB");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw Trouble.because(ExitCode.INPUT, file + " cannot be read as UTF-8", e);
    }
  }
}
