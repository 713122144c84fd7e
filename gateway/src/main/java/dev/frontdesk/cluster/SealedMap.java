package dev.frontdesk.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.cluster.EntrySeal.Unreadable;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.shareddata.AsyncMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map of the cluster whose values only its nodes can read; keys are in clear. An entry that does not open is as if it were not there. No
 * entry is sealed twice alike, so values cannot be compared: those operations are refused.
 *
 * @param <K> text
 * @param <V> text, or a {@link Buffer}
 */
final class SealedMap<K, V> implements AsyncMap<K, V> {
  private static final byte TEXT = 't';
  private static final byte BYTES = 'b';

  private final String name;
  private final AsyncMap<K, Buffer> sealed;
  private final EntrySeal seal;

  SealedMap(String name, AsyncMap<K, Buffer> sealed, EntrySeal seal) {
    this.name = name;
    this.sealed = sealed;
    this.seal = seal;
  }

  @Override
  public Future<@Nullable V> get(K key) {
    return sealed.get(key).map(found -> open(key, found));
  }

  @Override
  public Future<Void> put(K key, V value) {
    return sealed.put(key, seal(key, value));
  }

  @Override
  public Future<Void> put(K key, V value, long milliseconds) {
    return sealed.put(key, seal(key, value), milliseconds);
  }

  @Override
  public Future<@Nullable V> putIfAbsent(K key, V value) {
    return sealed.putIfAbsent(key, seal(key, value)).map(found -> open(key, found));
  }

  @Override
  public Future<@Nullable V> putIfAbsent(K key, V value, long milliseconds) {
    return sealed.putIfAbsent(key, seal(key, value), milliseconds).map(found -> open(key, found));
  }

  @Override
  public Future<@Nullable V> remove(K key) {
    return sealed.remove(key).map(found -> open(key, found));
  }

  @Override
  public Future<@Nullable V> replace(K key, V value) {
    return sealed.replace(key, seal(key, value)).map(found -> open(key, found));
  }

  @Override
  public Future<@Nullable V> replace(K key, V value, long milliseconds) {
    return sealed.replace(key, seal(key, value), milliseconds).map(found -> open(key, found));
  }

  @Override
  public Future<Boolean> removeIfPresent(K key, V value) {
    return refused();
  }

  @Override
  public Future<Boolean> replaceIfPresent(K key, V old, V value) {
    return refused();
  }

  @Override
  public Future<Boolean> replaceIfPresent(K key, V old, V value, long milliseconds) {
    return refused();
  }

  @Override
  public Future<Void> clear() {
    return sealed.clear();
  }

  /** With those that do not open. */
  @Override
  public Future<Integer> size() {
    return sealed.size();
  }

  /** With those that do not open. */
  @Override
  public Future<Set<K>> keys() {
    return sealed.keys();
  }

  @Override
  public Future<List<V>> values() {
    return entries().map(entries -> List.copyOf(entries.values()));
  }

  @Override
  public Future<Map<K, V>> entries() {
    return sealed.entries().map(this::opened);
  }

  private Map<K, V> opened(Map<K, Buffer> entries) {
    var opened = new LinkedHashMap<K, V>();
    entries.forEach((key, found) -> {
      V value = open(key, found);
      if (value != null) {
        opened.put(key, value);
      }
    });
    return opened;
  }

  private static Future<Boolean> refused() {
    return Future.failedFuture(
        new UnsupportedOperationException("sealed values cannot be compared"));
  }

  private Buffer seal(K key, V value) {
    return Buffer.buffer(seal.seal(name, text(key), bytes(value)));
  }

  private static <V> byte[] bytes(V value) {
    if (value instanceof String text) {
      return Buffer.buffer().appendByte(TEXT).appendBytes(text.getBytes(UTF_8)).getBytes();
    }
    if (value instanceof Buffer buffer) {
      return Buffer.buffer().appendByte(BYTES).appendBuffer(buffer).getBytes();
    }
    throw new IllegalArgumentException("only text and buffers are sealed");
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
  }) // whoever names the map names the kind of its values
  private @Nullable V open(K key, @Nullable Buffer found) {
    if (found == null) {
      return null;
    }
    try {
      var opened = Buffer.buffer(seal.open(name, text(key), found.getBytes()));
      Buffer value = opened.slice(1, opened.length());
      return (V) (opened.getByte(0) == TEXT ? value.toString(UTF_8) : value);
    } catch (Unreadable e) {
      seal.complain(name);
      return null;
    }
  }

  private static String text(Object key) {
    return Objects.requireNonNull(key).toString();
  }
}
