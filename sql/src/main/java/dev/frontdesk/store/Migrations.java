package dev.frontdesk.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the schema of a database to what this program expects. Blocks; run it before anything else. */
public final class Migrations {
  private Migrations() {}

  /**
   * Applies what is missing, forward only; several processes may do so at once.
   *
   * @return how many migrations were applied
   * @throws MigrationMismatch if the schema is newer than this program, or a landed migration was changed
   */
  public static int run(DatabaseSettings settings) {
    var flyway = Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(settings.jdbcUrl(), settings.user(), settings.password().reveal())
        .locations("classpath:migrations")
        .table("schema_migration")
        .validateMigrationNaming(true)
        .failOnMissingLocations(true)
        .ignoreMigrationPatterns(new String[0])
        .connectRetries(3)
        .cleanDisabled(true)
        .load();
    try {
      return flyway.migrate().migrationsExecuted;
    } catch (FlywayValidateException e) {
      throw new MigrationMismatch(
          "the schema of database %s at %s:%d is newer than this program, or a migration was changed; run the newer release: %s"
              .formatted(settings.database(), settings.host(), settings.port(), e.getMessage()),
          e);
    } catch (FlywayException e) {
      throw new IllegalStateException(
          "cannot migrate database %s at %s:%d: %s"
              .formatted(settings.database(), settings.host(), settings.port(), e.getMessage()),
          e);
    }
  }
}
