package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.api.Follower.Event;
import dev.frontdesk.model.CallId;
import dev.frontdesk.store.FeedStore.Moment;
import dev.frontdesk.store.FeedStore.Place;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What followers of calls are told: everything of their own, once, whenever it becomes visible and however often they come back. */
class FeedIT {
  private static final TestServer SERVER = new TestServer();
  private static final TestApi API = new TestApi(SERVER);

  private final House mine = House.create(SERVER);

  @AfterAll
  static void close() {
    API.close();
  }

  @Test
  void whoComesBackGetsExactlyTheRest() {
    var heard = new ArrayList<Event>();
    try (var follower = follow(mine, "")) {
      said(mine, 1, 500);
      heard.addAll(follower.next(321));
    }
    said(mine, 501, 505);
    while (heard.size() < 505) {
      try (var follower = follow(mine, heard.get(heard.size() - 1).id())) {
        heard.addAll(follower.next(Math.min(101, 505 - heard.size())));
      }
    }
    assertEquals(
        IntStream.rangeClosed(1, 505).mapToObj(Integer::toString).toList(),
        heard.stream().map(Event::text).toList());
    List<String> ids = heard.stream().map(event -> event.id().substring(0, 13)).toList();
    assertEquals(ids.stream().sorted().toList(), ids);
  }

  @Test
  void whatIsCommittedLateIsToldLateAndNotMissed() throws SQLException {
    try (var follower = follow(mine, "");
        var slow = SERVER.connect();
        var statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute(fact(mine, 1, 1));
      said(mine, 2, 2);
      Event second = follower.next();
      assertEquals("2", second.text());
      slow.commit();
      assertEquals("1", follower.next().text());
      try (var again = follow(mine, second.id())) {
        said(mine, 3, 3);
        assertEquals(List.of("1", "3"), again.next(2).stream().map(Event::text).toList());
      }
    }
  }

  @Test
  void nobodyHearsAnothersWords() {
    House sibling = mine.sibling();
    House foreign = House.create(SERVER);
    try (var me = follow(mine, "");
        var other = follow(foreign, "");
        var agency = new Follower(
            API, "/v1/agencies/" + mine.agency + "/events", mine.key(Role.AGENCY), "")) {
      said(foreign, 1, 1);
      said(sibling, 2, 2);
      said(mine, 3, 3);
      said(foreign, 4, 4);
      said(mine, 5, 5);
      assertEquals(List.of("3", "5"), texts(me, 2));
      assertEquals(List.of("1", "4"), texts(other, 2));
      assertEquals(List.of("2", "3", "5"), texts(agency, 3));
      // An id of mine opens nothing of another's, and leads nobody astray.
      try (var stranger = follow(foreign, farBack())) {
        assertEquals("gap", stranger.next().name());
        assertEquals(List.of("1", "4"), texts(stranger, 2));
      }
    }
  }

  @Test
  void whatIsOlderThanAnHourIsAGap() {
    said(mine, 1, 2);
    SERVER.run(
        "UPDATE call_fact SET stored_at = now() - interval '61 min' WHERE seq = 1 AND tenant_id = '"
            + mine.tenant + "'");
    try (var follower = follow(mine, farBack())) {
      assertEquals("gap", follower.next().name());
      assertEquals("2", follower.next().text());
    }
  }

  @Test
  void anIdOfADatabaseThatWasRestoredIsAGap() {
    said(mine, 1, 1);
    var later = new Moment(Instant.now(), "900000000000:900000000000:");
    try (var follower = follow(mine, new FeedId(later, later, place()).text())) {
      assertEquals("gap", follower.next().name());
      assertEquals("1", follower.next().text());
    }
  }

  @Test
  void anIdThatIsNoneIsRefused() {
    var broken = new Moment(Instant.now(), "9:8:7,6");
    for (String id : List.of("x", "1-!", new FeedId(broken, broken, place()).text())) {
      var reply = API.send(
          "GET",
          "/v1/tenants/" + mine.tenant + "/events",
          mine.key(Role.VIEWER),
          "",
          Map.of("last-event-id", id));
      assertEquals(400, reply.status(), reply.body());
    }
  }

  @Test
  void aRevokedKeyHearsNothingASecondLater() {
    String owner = "/v1/tenants/" + mine.tenant + "/keys";
    var key = API.post(owner, mine.key(Role.TENANT), "{\"name\":\"wall\",\"role\":\"viewer\"}")
        .json();
    try (var follower =
        new Follower(API, "/v1/tenants/" + mine.tenant + "/events", key.getString("key"), "")) {
      said(mine, 1, 1);
      assertEquals("1", follower.next().text());
      long revoked = System.nanoTime();
      API.delete(owner + "/" + key.getString("id"), mine.key(Role.TENANT));
      Event last = follower.next();
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - revoked);
      assertEquals("end", last.name());
      assertEquals("revoked", last.data().getString("reason"));
      assertTrue(took < 1_000, took + " ms");
    }
  }

  @Test
  void whoDoesNotReadIsCutOffAndToldSo() {
    try (var follower = follow(mine, "")) {
      assertEquals(1, API.followers());
      SERVER.run("""
          INSERT INTO call_fact (call_id, epoch, seq, tenant_id, agency_id, at, kind, data)
          SELECT '%s', 2, n, '%s', '%s', now(), 'utterance', json_build_object('text', repeat('x', 20000)) FROM generate_series(1, 2000) n
          """.formatted(UUID.randomUUID(), mine.tenant, mine.agency));
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (API.followers() > 0 && System.nanoTime() < deadline) {
        LockSupport.parkNanos(
            5_000_000); // who asks without a pause takes the time of whom it waits for
      }
      assertEquals(0, API.followers());
      Event event = follower.next();
      int heard = 0;
      while (!event.name().equals("end")) {
        heard++;
        event = follower.next();
      }
      assertEquals("too-slow", event.data().getString("reason"));
      assertTrue(heard < 2_000, "all were kept for a reader who did not read");
    }
  }

  private Follower follow(House house, String since) {
    return new Follower(
        API, "/v1/tenants/" + house.tenant + "/events", house.key(Role.VIEWER), since);
  }

  private static List<String> texts(Follower follower, int count) {
    return follower.next(count).stream().map(Event::text).toList();
  }

  /** The id of an event of two hours ago. */
  private static String farBack() {
    var then = new Moment(Instant.now().minus(Duration.ofHours(2)), "3:3:");
    return new FeedId(then, then, place()).text();
  }

  private static Place place() {
    return new Place(Instant.EPOCH, new CallId(UUID.randomUUID()), 1, 1);
  }

  private static void said(House house, int from, int to) {
    SERVER.run(fact(house, from, to));
  }

  /** Utterances of one call, numbered; those of one statement happen in their order. */
  private static String fact(House house, int from, int to) {
    return """
        INSERT INTO call_fact (call_id, epoch, seq, tenant_id, agency_id, at, kind, data)
        SELECT '%s', 2, n, '%s', '%s', clock_timestamp(), 'utterance', json_build_object('text', n::text) FROM generate_series(%d, %d) n
        """.formatted(house.ids.get("call"), house.tenant, house.agency, from, to);
  }
}
