package dev.frontdesk.simulator.chat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** So many messages in so many milliseconds for each webhook, as headers tell; what is above that is refused with 429. */
public final class Bucket {
  static final Bucket UNLIMITED = new Bucket(Integer.MAX_VALUE, 1);

  private final int most;
  private final long millis;
  private final Map<String, Deque<Long>> taken = new ConcurrentHashMap<>();

  public Bucket(int most, long millis) {
    this.most = most;
    this.millis = millis;
  }

  /** Null: there is room, and it is used. */
  synchronized @Nullable ChatAnswer refusal(String path, long now) {
    Deque<Long> times = taken.computeIfAbsent(path, none -> new ArrayDeque<>());
    while (!times.isEmpty() && times.peek() <= now - millis) {
      times.remove();
    }
    if (times.size() >= most) {
      return ChatAnswer.slowDown((times.element() + millis - now) / 1_000.0);
    }
    times.add(now);
    return null;
  }

  synchronized ChatAnswer told(String path, ChatAnswer answer) {
    if (most == Integer.MAX_VALUE) {
      return answer;
    }
    int left = most - taken.getOrDefault(path, new ArrayDeque<>()).size();
    return answer
        .with("x-ratelimit-limit", Integer.toString(most))
        .with("x-ratelimit-remaining", Integer.toString(left))
        .with("x-ratelimit-reset-after", String.format(Locale.ROOT, "%.3f", millis / 1_000.0));
  }
}
