package dev.frontdesk.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.Secret;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes and opens what the cluster keeps: AES-256-GCM with the map and the entry's key authenticated, so an entry that was moved does not
 * open. Each process seals under a key of its own and counts its nonces, so none comes twice however many entries there are. May be used
 * from any thread.
 *
 * <p>Sealed: format (1 byte), id of the secret (4), salt of the sealing process (16), nonce (12), then ciphertext and tag (16).
 */
public final class EntrySeal {
  private static final Logger LOG = LoggerFactory.getLogger(EntrySeal.class);
  private static final byte FORMAT = 1;
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Processes that came and went; more than that are derived again. */
  private static final int MOST_KEYS = 256;

  private final ClusterSecrets secrets;
  private final List<Integer> ids;
  private final byte[] salt = new byte[SALT_BYTES];
  private final SecretKeySpec own;
  private final AtomicLong nonces = new AtomicLong();
  private final Map<ByteBuffer, SecretKeySpec> others = new ConcurrentHashMap<>();
  private final LongAdder unreadable = new LongAdder();

  /** @param secrets the newest first: it seals, any opens; each 32 bytes in base64 */
  public EntrySeal(List<Secret> secrets) {
    this.secrets = new ClusterSecrets(secrets);
    this.ids = this.secrets.ids();
    new SecureRandom().nextBytes(salt);
    this.own = this.secrets.key(0, salt);
  }

  /** Of the cluster whose nodes know the oldest of these secrets. */
  public String clusterName() {
    return secrets.name();
  }

  /** How many entries did not open since the start. */
  public long unreadable() {
    return unreadable.sum();
  }

  byte[] seal(String map, String key, byte[] value) {
    byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
        .putInt(0)
        .putLong(nonces.incrementAndGet())
        .array();
    byte[] closed = run(Cipher.ENCRYPT_MODE, own, nonce, map, key, value);
    return ByteBuffer.allocate(1 + Integer.BYTES + SALT_BYTES + NONCE_BYTES + closed.length)
        .put(FORMAT)
        .putInt(ids.get(0))
        .put(salt)
        .put(nonce)
        .put(closed)
        .array();
  }

  /** @throws Unreadable if it was sealed under another secret, for another entry, or changed since */
  byte[] open(String map, String key, byte[] sealed) throws Unreadable {
    try {
      var in = ByteBuffer.wrap(sealed);
      if (in.get() != FORMAT) {
        throw new Unreadable();
      }
      int secret = ids.indexOf(in.getInt());
      if (secret < 0) {
        throw new Unreadable();
      }
      byte[] id = Arrays.copyOfRange(sealed, 1, 1 + Integer.BYTES + SALT_BYTES);
      byte[] nonce = new byte[NONCE_BYTES];
      byte[] from = new byte[SALT_BYTES];
      in.get(from).get(nonce);
      if (in.remaining() < TAG_BITS / Byte.SIZE) {
        throw new Unreadable();
      }
      byte[] rest = new byte[in.remaining()];
      in.get(rest);
      return run(Cipher.DECRYPT_MODE, key(id, secret, from), nonce, map, key, rest);
    } catch (BufferUnderflowException | IllegalStateException e) {
      throw new Unreadable();
    }
  }

  /** Says it the first time, counts it always. */
  void complain(String map) {
    unreadable.increment();
    if (unreadable.sum() == 1) {
      LOG.atWarn()
          .addKeyValue("map", map)
          .log(
              "an entry of the cluster does not open: sealed under a secret that is not in"
                  + " FRONTDESK_CLUSTER_SECRET here, or changed by a stranger; it counts as absent, and so will others, unsaid");
    }
  }

  private SecretKeySpec key(byte[] id, int secret, byte[] from) {
    if (others.size() > MOST_KEYS) {
      others.clear();
    }
    return others.computeIfAbsent(ByteBuffer.wrap(id), absent -> secrets.key(secret, from));
  }

  private static byte[] run(
      int mode, SecretKeySpec with, byte[] nonce, String map, String key, byte[] data) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, with, new GCMParameterSpec(TAG_BITS, nonce));
      // A map's name holds no zero byte, so no two pairs read alike.
      cipher.updateAAD((map + '\0' + key).getBytes(UTF_8));
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Not sealed by a node of this cluster for this entry. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super("the entry does not open");
    }
  }
}
