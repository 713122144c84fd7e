package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How fast a search is among a million utterances: half of them of one big tenant, half of a hundred small ones. Words are drawn by
 * Zipf's law from 20 000, 12 to an utterance; rows are written in the order of time, as calls write them. Not part of a build; {@code mvn -pl sql verify -Dit.test=SearchBench} runs it.
 */
@ExtendWith(PostgresExtension.class)
class SearchBench {
  private static final int SEARCHES = 1_000;
  private static final int WARM = 200;
  private static final int SMALL = 100;
  private static final int VOCABULARY = 20_000;

  private final Database database;
  private final TestDatabase plain;
  private final House big;
  private final List<TenantId> small = new ArrayList<>();

  SearchBench(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
    this.big = House.create(database);
  }

  @Test
  void aMillionUtterances() {
    fill(big.open(database), big.tenant(), 500_000);
    for (int i = 0; i < SMALL; i++) {
      House house = House.create(database);
      small.add(house.tenant());
      fill(house.open(database), house.tenant(), 5_000);
    }
    plain.sql("VACUUM ANALYZE utterance");
    report("one word, big tenant", big.tenant(), 1);
    report("two words, big tenant", big.tenant(), 2);
    report("one word, small tenants", null, 1);
    report("two words, small tenants", null, 2);
  }

  private void fill(CallId call, TenantId tenant, int utterances) {
    plain.sql("""
        INSERT INTO utterance (call_id, tenant_id, agency_id, item, place, side, body, state, started_at, epoch, seq, body_epoch, body_seq)
        SELECT ?, t.id, t.agency_id, 'i' || n, n, 'caller',
          (SELECT string_agg('w' || floor(power(%1$d, random() + w * 0 + n * 0))::int, ' ') FROM generate_series(1, 12) w),
          'complete', now() - interval '90 days' * (1 - n / %2$d.0), 1, n, 1, n
        FROM tenant t, generate_series(1, %2$d) n WHERE t.id = ?
        """.formatted(VOCABULARY, utterances), call.value(), tenant.value());
  }

  private void report(String what, @Nullable TenantId tenant, int words) {
    var random = new Random(7);
    long[] micros = new long[SEARCHES];
    long found = 0;
    for (int i = -WARM; i < SEARCHES; i++) {
      TenantId of = tenant != null ? tenant : small.get(random.nextInt(SMALL));
      var asked = new StringBuilder();
      for (int w = 0; w < words; w++) {
        asked
            .append('w')
            .append((int) Math.pow(VOCABULARY, random.nextDouble()))
            .append(' ');
      }
      long began = System.nanoTime();
      int hits = Wait.on(database.inTenant(
              of, stores -> stores.utterances().search(asked.toString(), 20, null)))
          .size();
      if (i >= 0) {
        micros[i] = (System.nanoTime() - began) / 1_000;
        found += hits;
      }
    }
    Arrays.sort(micros);
    System.out.printf(
        "%-26s p50 %6.2f ms   p99 %6.2f ms   max %6.2f ms   %.1f hits%n",
        what,
        micros[SEARCHES / 2] / 1e3,
        micros[SEARCHES * 99 / 100] / 1e3,
        micros[SEARCHES - 1] / 1e3,
        (double) found / SEARCHES);
    assertTrue(found > 0, what);
  }
}
