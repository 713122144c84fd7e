package dev.frontdesk.store;

import dev.frontdesk.model.Secret;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL in a container, from an image that is on this machine already: a pull would wait for a network. */
final class DockerServer implements TestServer {
  private static final String IMAGE =
      System.getProperty("FRONTDESK_TEST_POSTGRES_IMAGE", "postgres:18");

  private final PostgreSQLContainer container;

  private DockerServer(PostgreSQLContainer container) {
    this.container = container;
  }

  /** Asks the docker command, which answers at once where there is no engine. */
  static boolean hasImage() {
    try {
      var inspect = new ProcessBuilder("docker", "image", "inspect", IMAGE)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      return inspect.waitFor(5, TimeUnit.SECONDS) && inspect.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static DockerServer start() {
    var container =
        new PostgreSQLContainer(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("postgres"));
    container.start();
    return new DockerServer(container);
  }

  @Override
  public TestDatabase database(String name) {
    try (var connection = DriverManager.getConnection(
            container.getJdbcUrl(), container.getUsername(), container.getPassword());
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    var settings = new DatabaseSettings(
        container.getHost(),
        container.getMappedPort(5432),
        name,
        container.getUsername(),
        Secret.of(container.getPassword()),
        "disable",
        8);
    return new TestDatabase(settings, settings);
  }

  @Override
  public void close() {
    container.stop();
  }
}
