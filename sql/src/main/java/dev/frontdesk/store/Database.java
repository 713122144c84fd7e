package dev.frontdesk.store;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one door to the database. There is no way to run SQL from outside this package without saying for whom: a tenant, an agency,
 * or one of the narrow jobs that the database itself performs. May be used from any thread.
 */
public final class Database {
  /** The platform's own endpoint; its secrets come from the environment, never from a table. */
  public static final EndpointId PLATFORM_ENDPOINT =
      EndpointId.of("00000000-0000-0000-0000-000000000001");

  /** The platform's own carrier account; likewise. */
  public static final EndpointId PLATFORM_CARRIER =
      EndpointId.of("00000000-0000-0000-0000-000000000002");

  static final Duration LONGEST_STATEMENT = Duration.ofSeconds(5);
  private static final Duration ASKED_AGAIN_FOR = Duration.ofSeconds(5);
  private static final long ASKED_AGAIN_AFTER_MS = 250;
  private static final Duration LONGEST_JOB = Duration.ofSeconds(30);
  private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(15);

  private final Vertx vertx;
  private final PgConnectOptions options;
  private final Pool pool;
  private final Pool vital;
  private final Pool bulk;
  private final Door door;
  private final boolean conditions;

  private Database(
      Vertx vertx, PgConnectOptions options, Pool pool, Pool vital, Pool bulk, boolean conditions) {
    this.vertx = vertx;
    this.options = options;
    this.pool = pool;
    this.vital = vital;
    this.bulk = bulk;
    this.door = new Door(pool, LONGEST_STATEMENT);
    this.conditions = conditions;
  }

  /**
   * Opens a pool on a migrated database; every connection acts as {@code frontdesk_runtime}. A server that does not answer is asked again
   * for five seconds: it may have just been started itself.
   *
   * @return fails with {@link StoreUnavailable} when nobody answers, with {@link IllegalStateException} when row-level security
   *     would not bind the connections
   */
  public static Future<Database> open(Vertx vertx, DatabaseSettings settings) {
    var database = unchecked(vertx, settings, ConnectOptions.RUNTIME_ROLE, true);
    return database
        .proven(System.nanoTime() + ASKED_AGAIN_FOR.toNanos())
        .recover(cause -> database.close().transform(closed -> Future.failedFuture(cause)))
        .map(database);
  }

  private Future<Void> proven(long deadline) {
    return Future.all(refuseUnboundRole(), connected())
        .<Void>mapEmpty()
        .recover(cause -> cause instanceof StoreUnavailable && System.nanoTime() < deadline
            ? vertx
                .timer(ASKED_AGAIN_AFTER_MS, TimeUnit.MILLISECONDS)
                .compose(again -> proven(deadline))
            : Future.failedFuture(cause));
  }

  /** What writes and what renews the lease must not find out in the first call that the server has no connection left for it. */
  private Future<Void> connected() {
    return Future.all(answers(bulk, "bulk connection"), answers(vital, "lease connection"))
        .mapEmpty();
  }

  private static Future<Void> answers(Pool pool, String what) {
    return new Door(pool, LONGEST_STATEMENT)
        .ask(what, "SELECT 1", Tuple.tuple())
        .mapEmpty();
  }

  /** For tests of the two walls: any role, with or without conditions in the statements. */
  static Database unchecked(
      Vertx vertx, DatabaseSettings settings, String role, boolean conditions) {
    var options = ConnectOptions.of(settings, role);
    return new Database(
        vertx,
        options,
        pool(vertx, options, ConnectOptions.pool(settings)),
        pool(vertx, options, ConnectOptions.vital()),
        pool(vertx, new PgConnectOptions(options).setPipeliningLimit(1), ConnectOptions.bulk()),
        conditions);
  }

  private static Pool pool(Vertx vertx, PgConnectOptions options, PoolOptions sizes) {
    return PgBuilder.pool()
        .with(sizes)
        .with(ConnectOptions.net())
        .connectingTo(new PgConnectOptions(options).setMetricsName(sizes.getName()))
        .using(vertx)
        .build();
  }

  /** Does {@code work} in one transaction that sees this tenant only. The stores end with it. */
  public <T> Future<T> inTenant(TenantId tenant, Function<TenantStores, Future<T>> work) {
    return scoped(Scope.Of.TENANT, tenant.value(), scope -> work.apply(new TenantStores(scope)));
  }

  /** Does {@code work} in one transaction that sees this agency and its tenants only. The stores end with it. */
  public <T> Future<T> inAgency(AgencyId agency, Function<AgencyStores, Future<T>> work) {
    return scoped(Scope.Of.AGENCY, agency.value(), scope -> work.apply(new AgencyStores(scope)));
  }

  /**
   * As {@link #inAgency}, for the agency of this name, which is made in the same transaction if there is none: work that fails leaves
   * no agency behind. Only the platform's operator names an agency.
   */
  public <T> Future<T> inAgencyNamed(String name, Function<AgencyStores, Future<T>> work) {
    return transaction(connection -> agencyNamed(connection, name)
        .compose(agency -> named(
            connection, Scope.Of.AGENCY, agency, scope -> work.apply(new AgencyStores(scope)))));
  }

  public ClaimStore claims() {
    return new ClaimStore(door);
  }

  public StreamTokenStore streamTokens() {
    return new StreamTokenStore(door);
  }

  public MoveStore moves() {
    return new MoveStore(door);
  }

  public JournalStore journal() {
    return new JournalStore(door, new Door(bulk, LONGEST_STATEMENT));
  }

  public EffectStore effects() {
    return new EffectStore(door);
  }

  public LeaseStore leases() {
    return new LeaseStore(new Door(vital, LONGEST_STATEMENT));
  }

  public ReaperStore reaper() {
    return new ReaperStore(door);
  }

  public RecordingStore recordings() {
    return new RecordingStore(door);
  }

  public AfterCallStore afterCalls() {
    return new AfterCallStore(door);
  }

  /** @param vault opens what deliveries are signed with; null: none can be signed, and so none delivered */
  public OutboxStore outbox(@Nullable SecretVault vault) {
    return new OutboxStore(door, vault);
  }

  public ChatStore chats() {
    return new ChatStore(door);
  }

  public TextStore texts() {
    return new TextStore(door);
  }

  public KeyStore keys() {
    return new KeyStore(door);
  }

  public Erasures erasures() {
    return new Erasures(this, new Door(bulk, LONGEST_JOB));
  }

  public Retention retention() {
    return new Retention(new Door(bulk, LONGEST_JOB));
  }

  public Audit audit() {
    return new Audit(this);
  }

  /** What only the platform's operator does. */
  public Platform platform() {
    return new Platform(door);
  }

  /** @param vault with the newest master key first, then all that may still wrap a data key */
  public MasterKeyRotation rotation(SecretVault vault) {
    return new MasterKeyRotation(new DataKeyStore(door), vault);
  }

  /** Succeeds when the database answers. */
  public Future<Void> ping() {
    return door.ask("ping", "SELECT 1", Tuple.tuple()).mapEmpty();
  }

  public Future<Void> close() {
    return Future.join(pool.close(), bulk.close(), vital.close()).mapEmpty();
  }

  SettingsLoader settings() {
    return new SettingsLoader(vertx, new Door(pool, LONGEST_JOB));
  }

  PgConnectOptions options() {
    return new PgConnectOptions(options);
  }

  private <T> Future<T> scoped(Scope.Of of, UUID owner, Function<Scope, Future<T>> work) {
    return transaction(connection -> named(connection, of, owner, work));
  }

  private <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
    return pool.withTransaction(work)
        .recover(cause ->
            Future.failedFuture(Failures.sorted("transaction", LONGEST_TRANSACTION, cause)));
  }

  private static Future<UUID> agencyNamed(SqlConnection connection, String name) {
    return Failures.named(
            "name agency",
            LONGEST_STATEMENT,
            connection.preparedQuery("SELECT door.agency_named($1) AS id").execute(Tuple.of(name)))
        .map(rows -> rows.iterator().next().getUUID("id"));
  }

  private <T> Future<T> named(
      SqlConnection connection, Scope.Of of, UUID owner, Function<Scope, Future<T>> work) {
    // Not awaited: it travels in one packet with the first statement.
    var named = connection
        .preparedQuery("SELECT set_config($1, $2, true)")
        .execute(Tuple.of(of.setting, owner.toString()));
    return guarded(connection, of, owner, work).compose(done -> named.map(done));
  }

  /** Whatever {@code work} does, its transaction ends: a thrown exception fails it, a future that never comes is cut off. */
  private <T> Future<T> guarded(
      SqlConnection connection, Scope.Of of, UUID owner, Function<Scope, Future<T>> work) {
    var scope = new Scope(connection, of, owner, conditions, LONGEST_STATEMENT);
    return Failures.named(
        "transaction",
        LONGEST_TRANSACTION,
        Future.<Void>succeededFuture().compose(started -> work.apply(scope)));
  }

  Future<Void> refuseUnboundRole() {
    return door.ask(
            "role check",
            "SELECT rolname, rolsuper OR rolbypassrls AS unbound FROM pg_roles WHERE rolname = current_user",
            Tuple.tuple())
        .map(rows -> rows.iterator().next())
        .compose(row -> row.getBoolean("unbound")
            ? Future.failedFuture(new IllegalStateException(
                "row-level security does not bind database role %s: it is a superuser or has BYPASSRLS"
                    .formatted(row.getString("rolname"))))
            : Future.succeededFuture());
  }
}
