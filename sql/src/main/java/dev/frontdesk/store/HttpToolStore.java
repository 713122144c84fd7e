package dev.frontdesk.store;

import dev.frontdesk.model.HttpTool;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.SecretVault.Owner;
import dev.frontdesk.store.SecretVault.WrappedKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A tenant's HTTP tools as they are edited, and their secrets. What calls use is in the published profile version. */
public final class HttpToolStore {
  private static final String COLUMNS = """
      SELECT name, description, method, url, parameters, answer, headers::text AS headers, secret_headers, signed, timeout_ms,
        idempotent, filler
      FROM http_tool
      """;
  private static final String LIST = COLUMNS + "WHERE {own} ORDER BY name";
  private static final String BY_NAME = COLUMNS + "WHERE {own} AND name = $2";
  private static final String UPSERT = """
      INSERT INTO http_tool (tenant_id, agency_id, name, description, method, url, parameters, answer, headers, secret_headers, signed,
        timeout_ms, idempotent, filler)
      SELECT id, agency_id, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9, $10, $11, $12, $13 FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id, name) DO UPDATE SET description = excluded.description, method = excluded.method, url = excluded.url,
        parameters = excluded.parameters, answer = excluded.answer, headers = excluded.headers,
        secret_headers = excluded.secret_headers, signed = excluded.signed, timeout_ms = excluded.timeout_ms,
        idempotent = excluded.idempotent, filler = excluded.filler
      """;
  private static final String DELETE = "DELETE FROM http_tool WHERE {own} AND name = $2";
  private static final String OWNER =
      "SELECT tenant_id, agency_id FROM http_tool WHERE {own} AND name = $2";
  private static final String KEPT =
      "SELECT kind, name, origin FROM http_tool_secret WHERE {own} AND tool = $2";
  private static final String SEALED = """
      SELECT s.kind, s.name, s.origin, s.sealed, k.wrapped, k.master_version
      FROM (SELECT * FROM http_tool_secret WHERE {own} AND tool = $2) s JOIN data_key k ON k.id = s.data_key_id
      """;
  private static final String ADD_SECRET = """
      INSERT INTO http_tool_secret (tenant_id, agency_id, tool, kind, name, origin, sealed, data_key_id)
      SELECT tenant_id, agency_id, name, $3, $4, $5, $6, $7 FROM http_tool WHERE {own} AND name = $2
      """;
  private static final String REMOVE_SECRET =
      "DELETE FROM http_tool_secret WHERE {own} AND tool = $2 AND kind = $3 AND name = $4";

  private final Scope scope;

  HttpToolStore(Scope scope) {
    this.scope = scope;
  }

  /** What a secret is for. */
  public enum Kind {
    HEADER,
    SIGNING;

    String column() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Which secret.
   *
   * @param name of the header; blank for signing
   * @param origin the only place it is sent to
   */
  public record Kept(Kind kind, String name, String origin) {}

  /** A secret as it is used. */
  public record Opened(Kept kept, Secret secret) {}

  public Future<List<HttpTool>> list() {
    return scope.list("list tools", LIST, HttpToolStore::tool);
  }

  public Future<Optional<HttpTool>> byName(String name) {
    return scope.first("find tool", BY_NAME, HttpToolStore::tool, name);
  }

  /** Adds a tool, or changes the one with its name. */
  public Future<Void> save(HttpTool tool) {
    return scope
        .run(
            "save tool",
            UPSERT,
            tool.name(),
            tool.description(),
            tool.method().name(),
            tool.url(),
            Json.write(tool.parameters()),
            tool.answer() == null ? null : Json.write(tool.answer()),
            Json.write(tool.headers()),
            tool.secretHeaders().toArray(String[]::new),
            tool.signed(),
            (int) tool.timeout().toMillis(),
            tool.idempotent(),
            tool.filler())
        .mapEmpty();
  }

  public Future<Boolean> delete(String name) {
    return scope.touched("delete tool", DELETE, name);
  }

  /** What secrets there are; what they say is never told. */
  public Future<List<Kept>> secrets(String tool) {
    return scope.list("list tool secrets", KEPT, HttpToolStore::kept, tool);
  }

  /** Puts a secret in place of the one with its kind and name; false if there is no such tool here. */
  public Future<Boolean> replaceSecret(String tool, Opened secret, SecretVault vault) {
    Kept kept = secret.kept();
    return removeSecret(tool, kept)
        .compose(removed -> scope.first("find tool", OWNER, OwnerKeys.DataOwner::of, tool))
        .compose(owner -> owner.isEmpty()
            ? Future.succeededFuture(false)
            : new OwnerKeys(scope, vault)
                .seal(owner.get(), secret.secret())
                .compose(closed -> scope.touched(
                    "add tool secret",
                    ADD_SECRET,
                    tool,
                    kept.kind().column(),
                    kept.name(),
                    kept.origin(),
                    closed.bytes(),
                    closed.key())));
  }

  public Future<Boolean> removeSecret(String tool, Kept kept) {
    return scope.touched(
        "remove tool secret", REMOVE_SECRET, tool, kept.kind().column(), kept.name());
  }

  /** All secrets of a tool; fails if one of them does not open. */
  public Future<List<Opened>> open(String tool, SecretVault vault) {
    Owner owner = Owner.of(new TenantId(scope.owner()));
    return scope.run("open tool secrets", SEALED, tool).map(rows -> {
      var opened = new ArrayList<Opened>();
      for (Row row : rows) {
        opened.add(opened(owner, row, vault));
      }
      return opened;
    });
  }

  private static Opened opened(Owner owner, Row row, SecretVault vault) {
    try {
      var key =
          WrappedKey.of(row.getBuffer("wrapped").getBytes(), row.getInteger("master_version"));
      return new Opened(
          kept(row), vault.open(owner, key, row.getBuffer("sealed").getBytes()));
    } catch (SecretVault.Unreadable e) {
      throw new IllegalStateException("a secret of a tool does not open", e);
    }
  }

  private static Kept kept(Row row) {
    return new Kept(
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("name"),
        row.getString("origin"));
  }

  private static HttpTool tool(Row row) {
    return new HttpTool(
        row.getString("name"),
        row.getString("description"),
        HttpTool.Method.valueOf(row.getString("method")),
        row.getString("url"),
        HttpToolJson.schema(row.getString("parameters")),
        HttpToolJson.schemaOrNull(row.getString("answer")),
        HttpToolJson.headers(Json.read(row.getString("headers"))),
        List.of(row.getArrayOfStrings("secret_headers")),
        row.getBoolean("signed"),
        Duration.ofMillis(row.getInteger("timeout_ms")),
        row.getBoolean("idempotent"),
        row.getString("filler"));
  }
}
