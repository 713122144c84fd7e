package dev.frontdesk.webhook;

import dev.frontdesk.call.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Claims made while the database was away, so that a repeated delivery does not answer a call twice; the oldest make room. */
public final class ClaimsInMemory {
  private static final int MOST = 100_000;

  private final Set<String> keys =
      Collections.synchronizedSet(Collections.newSetFromMap(new Newest()));

  boolean knows(Origin origin) {
    return !keys.isEmpty() && keys.contains(key(origin));
  }

  /** False if it was there. */
  boolean add(Origin origin) {
    return keys.add(key(origin));
  }

  void remove(Origin origin) {
    keys.remove(key(origin));
  }

  static String key(Origin origin) {
    return origin.endpoint() + " " + origin.providerCall();
  }

  private static final class Newest extends LinkedHashMap<String, Boolean> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > MOST;
    }
  }
}
