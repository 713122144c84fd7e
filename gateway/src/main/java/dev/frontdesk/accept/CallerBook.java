package dev.frontdesk.accept;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CallerAnswered;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How often each number called lately, by the minute, of the tenants that limit it. Every node is told of the calls that any answers; one
 * that was started within the hour knows less, and answers rather.
 */
public final class CallerBook {
  private static final int MOST = 50_000; // of about 300 bytes each
  private static final int MINUTES = 60;
  private static final int SECONDS_A_MINUTE = 60;

  private record Key(TenantId tenant, PhoneNumber caller) {}

  private final InstantSource clock;
  private final Consumer<CallerAnswered> others;
  private final Map<Key, Calls> known = new Latest();

  public CallerBook(Bus bus, InstantSource clock) {
    this(clock, answered -> bus.tellAll(Address.CALLER_ANSWERED, answered));
  }

  /** @param others is told of every call that counts, and tells all nodes, this one too */
  CallerBook(InstantSource clock, Consumer<CallerAnswered> others) {
    this.clock = clock;
    this.others = others;
  }

  /** A call is being answered. */
  void answering(CallId call, TenantSettings tenant, @Nullable PhoneNumber caller) {
    if (caller != null && tenant.care().screening().callsPerHour() != null) {
      var answered = new CallerAnswered(call, tenant.id(), caller, clock.instant());
      told(answered);
      others.accept(answered);
    }
  }

  /** Told twice of a call, it counts once. */
  synchronized void told(CallerAnswered answered) {
    known
        .computeIfAbsent(new Key(answered.tenant(), answered.caller()), fresh -> new Calls())
        .add(answered.call(), minute(answered.at()));
  }

  /** Calls of {@code caller} that {@code tenant} answered in the hour before {@code now}. */
  synchronized int callsThisHour(TenantId tenant, PhoneNumber caller, Instant now) {
    Calls calls = known.get(new Key(tenant, caller));
    return calls == null ? 0 : calls.within(minute(now));
  }

  private static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS_A_MINUTE);
  }

  /** A counter for each of the last sixty minutes. */
  private static final class Calls {
    private final short[] counts = new short[MINUTES];
    private long newest = Long.MIN_VALUE;
    private @Nullable CallId last;

    void add(CallId call, long minute) {
      boolean tooOld = newest != Long.MIN_VALUE && minute <= newest - MINUTES;
      if (call.equals(last) || tooOld) {
        return;
      }
      last = call;
      forward(minute);
      int at = (int) Math.floorMod(minute, (long) MINUTES);
      counts[at] = (short) Math.min(counts[at] + 1, Short.MAX_VALUE);
    }

    int within(long now) {
      int calls = 0;
      for (long minute = now - MINUTES + 1; minute <= now; minute++) {
        boolean kept = minute <= newest && minute > newest - MINUTES;
        calls += kept ? counts[(int) Math.floorMod(minute, (long) MINUTES)] : 0;
      }
      return calls;
    }

    private void forward(long minute) {
      long from = Math.max(newest, minute - MINUTES);
      for (long fresh = from + 1; fresh <= minute; fresh++) {
        counts[(int) Math.floorMod(fresh, (long) MINUTES)] = 0;
      }
      newest = Math.max(newest, minute);
    }
  }

  private static final class Latest extends LinkedHashMap<Key, Calls> {
    private static final long serialVersionUID = 1;

    Latest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Calls> eldest) {
      return size() > MOST;
    }
  }
}
