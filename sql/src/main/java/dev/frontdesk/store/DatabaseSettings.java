package dev.frontdesk.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the database is and who may connect.
 *
 * @param user migrates; the pooled connections act as {@code frontdesk_runtime}, which this user must be or may become
 * @param sslMode of libpq: disable, allow, prefer, require, verify-ca, verify-full
 * @param connections in the pool, 1 to 200
 */
public record DatabaseSettings(
    String host,
    int port,
    String database,
    String user,
    Secret password,
    String sslMode,
    int connections) {
  public static final int CONNECTIONS = 16;

  public DatabaseSettings {
    if (connections < 1 || connections > 200) {
      throw new IllegalArgumentException(
          "database connections must be 1 to 200, not " + connections);
    }
  }

  /**
   * @param url {@code postgres://user:password@host:port/database?sslmode=require}, also {@code postgresql://}
   * @throws IllegalArgumentException if it is not such a URL; the message does not repeat it, for it holds a password
   */
  public static DatabaseSettings parse(String url) {
    URI uri;
    try {
      uri = URI.create(url.strip());
    } catch (IllegalArgumentException e) {
      throw malformed("it is not a URL (percent-encode special characters of the password)");
    }
    if (!"postgres".equals(uri.getScheme()) && !"postgresql".equals(uri.getScheme())) {
      throw malformed("it must begin with postgres:// or postgresql://");
    }
    if (uri.getHost() == null || uri.getRawPath() == null || uri.getRawPath().length() < 2) {
      throw malformed("it must name a host and a database");
    }
    String[] login =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    return new DatabaseSettings(
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        decoded(uri.getRawPath().substring(1)),
        login.length > 0 ? decoded(login[0]) : "postgres",
        Secret.of(login.length > 1 ? decoded(login[1]) : ""),
        query(uri).getOrDefault("sslmode", "prefer"),
        CONNECTIONS);
  }

  public DatabaseSettings withConnections(int other) {
    return new DatabaseSettings(host, port, database, user, password, sslMode, other);
  }

  public DatabaseSettings withUser(String other, Secret itsPassword) {
    return new DatabaseSettings(host, port, database, other, itsPassword, sslMode, connections);
  }

  /** For JDBC, without user and password. */
  String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s?sslmode=%s&ApplicationName=frontdesk-migrate"
        .formatted(host, port, URLEncoder.encode(database, UTF_8), sslMode);
  }

  private static Map<String, String> query(URI uri) {
    return uri.getRawQuery() == null
        ? Map.of()
        : Arrays.stream(uri.getRawQuery().split("&"))
            .map(pair -> pair.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(
                Collectors.toMap(pair -> pair[0], pair -> decoded(pair[1]), (one, two) -> two));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  private static IllegalArgumentException malformed(String why) {
    return new IllegalArgumentException("the database URL is malformed: " + why);
  }
}
