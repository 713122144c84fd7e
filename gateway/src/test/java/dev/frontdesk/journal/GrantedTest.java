package dev.frontdesk.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.model.CallId;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GrantedTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final Granted granted = new Granted(now::get);
  private final CallId call = new CallId(UUID.randomUUID());

  @Test
  void theFirstResultOfAGrantedEffectStays() {
    granted.add(call, "transfer-1", null);
    assertEquals(Optional.empty(), result("transfer-1"));
    granted.ended(call, "transfer-1", "\"TAKEN\"");
    granted.ended(call, "transfer-1", "\"REFUSED\"");
    assertEquals(Optional.of("\"TAKEN\""), result("transfer-1"));
  }

  @Test
  void aResultOfWhatWasNotGrantedHereIsNotKept() {
    granted.ended(call, "transfer-1", "\"TAKEN\"");
    assertEquals(0, granted.size());
  }

  @Test
  void whatNoCallCanAskForAgainIsForgotten() {
    granted.add(call, "transfer-1", null);
    now.addAndGet(Granted.KEPT.toNanos());
    granted.add(call, "transfer-2", null);
    assertEquals(2, granted.size());
    now.addAndGet(1);
    granted.add(call, "transfer-3", null);
    assertEquals(2, granted.size());
    assertEquals(Optional.empty(), granted.find(call, "transfer-1"));
  }

  private Optional<@Nullable String> result(String effect) {
    return granted.find(call, effect).map(Granted.Grant::result);
  }
}
