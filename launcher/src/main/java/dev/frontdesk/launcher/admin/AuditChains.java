package dev.frontdesk.launcher.admin;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.launcher.terminal.Table;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.store.Audit.Verdict;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Platform.Agency;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies the audit chains of agencies, one after the other, and says what it found. */
final class AuditChains {
  private final Database database;
  private final PrintWriter out;

  AuditChains(Database database, PrintWriter out) {
    this.database = database;
    this.out = out;
  }

  /** @param only name or id; null: every agency's */
  ExitCode verify(@Nullable String only) {
    List<Agency> agencies = database.platform().agencies().await().stream()
        .filter(one ->
            only == null || only.equals(one.name()) || only.equals(one.id().toString()))
        .toList();
    if (only != null && agencies.isEmpty()) {
      throw new Trouble(ExitCode.INPUT, "there is no agency " + only);
    }
    var table = new Table("AGENCY", ">ENTRIES", ">ERASED", "FOUND", "END");
    boolean hold = true;
    for (Agency agency : agencies) {
      Verdict verdict = database.audit().verify(agency.id()).await();
      hold &= verdict.holds();
      table.row(
          agency.name(),
          Long.toString(verdict.entries()),
          Long.toString(verdict.erased()),
          found(verdict),
          verdict.head());
    }
    table.lines(Ink.auto()).forEach(out::println);
    out.flush();
    return hold ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String found(Verdict verdict) {
    return verdict.holds()
        ? "holds"
        : "BROKEN at entry " + verdict.brokenAt() + ": " + verdict.reason();
  }
}
