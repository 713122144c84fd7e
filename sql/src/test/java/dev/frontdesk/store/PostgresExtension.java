package dev.frontdesk.store;

import io.vertx.core.Vertx;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test class a migrated database of its own, on one server per run. {@code FRONTDESK_TEST_POSTGRES} (property or
 * environment) chooses the server: {@code docker}, {@code embedded}, or {@code auto}, which takes Docker only when an engine
 * answers and has the image already.
 */
final class PostgresExtension implements ParameterResolver {
  private static final Namespace HERE = Namespace.create(PostgresExtension.class);
  private static final AtomicInteger DATABASES = new AtomicInteger();

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestDatabase.class || type == Database.class || type == Vertx.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == Vertx.class) {
      return vertx(context);
    }
    TestDatabase fresh = fresh(context);
    return type == TestDatabase.class ? fresh : database(context, fresh);
  }

  private static TestDatabase fresh(ExtensionContext context) {
    return ofClass(context)
        .computeIfAbsent("fresh", key -> migrated(server(context)), TestDatabase.class);
  }

  private static TestDatabase migrated(TestServer server) {
    TestDatabase fresh = server.database("test_" + DATABASES.incrementAndGet());
    Migrations.run(fresh.migrating());
    return fresh;
  }

  private static Database database(ExtensionContext context, TestDatabase fresh) {
    Vertx vertx = vertx(context);
    return ofClass(context)
        .computeIfAbsent("open", key -> new Opened(fresh.open(vertx)), Opened.class)
        .database();
  }

  private static Vertx vertx(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(HERE)
        .computeIfAbsent("vertx", key -> new Running(Vertx.vertx()), Running.class)
        .vertx();
  }

  private static TestServer server(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(HERE)
        .computeIfAbsent("server", key -> start(chosen()), TestServer.class);
  }

  private static ExtensionContext.Store ofClass(ExtensionContext context) {
    ExtensionContext ofClass = context;
    while (ofClass.getTestMethod().isPresent()) {
      ofClass = ofClass.getParent().orElseThrow();
    }
    return ofClass.getStore(HERE);
  }

  static String chosen() {
    return Optional.ofNullable(System.getProperty("FRONTDESK_TEST_POSTGRES"))
        .or(() -> Optional.ofNullable(System.getenv("FRONTDESK_TEST_POSTGRES")))
        .map(choice -> choice.toLowerCase(Locale.ROOT))
        .orElse("auto");
  }

  private static TestServer start(String choice) {
    return switch (choice) {
      case "embedded" -> TestServer.embedded();
      case "docker" -> DockerServer.start();
      case "auto" -> DockerServer.hasImage() ? DockerServer.start() : TestServer.embedded();
      default ->
        throw new IllegalArgumentException(
            "FRONTDESK_TEST_POSTGRES must be auto, docker or embedded, not " + choice);
    };
  }

  private record Running(Vertx vertx) implements AutoCloseable {
    @Override
    public void close() {
      Wait.on(vertx.close());
    }
  }

  private record Opened(Database database) implements AutoCloseable {
    @Override
    public void close() {
      Wait.on(database.close());
    }
  }
}
