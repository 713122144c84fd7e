package dev.frontdesk.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the admin room may know: the table of CONTRIBUTING.md. */
class AdminRoomsTest {
  private static final JavaClasses ADMIN = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests())
      .importPackages("dev.frontdesk.admin");

  @Test
  void itAsksAndShowsAndNeverRunsACall() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.frontdesk",
            "dev.frontdesk.webhook..",
            "dev.frontdesk.accept..",
            "dev.frontdesk.session..",
            "dev.frontdesk.transfer..",
            "dev.frontdesk.journal..",
            "dev.frontdesk.provider..",
            "dev.frontdesk.launcher..",
            "java.sql..",
            "io.vertx.sqlclient..",
            "io.vertx.pgclient..")
        .check(ADMIN);
  }
}
