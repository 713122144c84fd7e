package dev.frontdesk.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Closes and opens secrets: AES-256-GCM under one data key per owner, each data key wrapped by the master key. The owner is
 * authenticated with both, so a row copied to another owner does not open. Logs nothing; has no printable state.
 */
public final class SecretVault {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Of data keys that were wrapped before master keys were told apart: any may have done it. */
  private static final int ANY_MASTER = 1;

  private final SecureRandom random = new SecureRandom();
  private final List<Master> masters;

  private SecretVault(List<Master> masters) {
    this.masters = masters;
  }

  /** Whose secrets; stands in the authenticated data. */
  public record Owner(String name) {
    public static final Owner PLATFORM = new Owner("platform");

    public static Owner of(AgencyId agency) {
      return new Owner("agency:" + agency);
    }

    public static Owner of(TenantId tenant) {
      return new Owner("tenant:" + tenant);
    }
  }

  /** One of the master keys, the newest of which wraps. */
  private record Master(int version, SecretKeySpec key) {}

  /** A data key that only the master key of that version opens, in base64. */
  public record WrappedKey(String wrapped, int masterVersion) {
    static WrappedKey of(byte[] wrapped, int masterVersion) {
      return new WrappedKey(Base64.getEncoder().encodeToString(wrapped), masterVersion);
    }

    byte[] bytes() {
      return Base64.getMimeDecoder().decode(wrapped);
    }
  }

  /** Tampered with, another owner's, or under a master key that is not here. */
  public static class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** Under a master key that is not here. */
  public static final class MasterMissing extends Unreadable {
    private static final long serialVersionUID = 1L;
    private final int version;

    MasterMissing(int version) {
      super(
          "its master key (version %d) is not here: FRONTDESK_MASTER_KEY must list it"
              .formatted(version),
          null);
      this.version = version;
    }

    int version() {
      return version;
    }
  }

  /**
   * @param master 32 bytes in base64
   * @throws IllegalArgumentException if it is anything else; the message does not repeat it
   */
  public static SecretVault of(Secret master) {
    return of(List.of(master));
  }

  /**
   * While the master key is rotated: opens under any, wraps under the first.
   *
   * @param masters the newest first
   */
  public static SecretVault of(List<Secret> masters) {
    if (masters.isEmpty()) {
      throw new IllegalArgumentException("there is no master key");
    }
    return new SecretVault(masters.stream().map(SecretVault::master).toList());
  }

  /** Of the master key that wraps: tells it from others, and nothing about it. */
  public int version() {
    return masters.get(0).version();
  }

  /** A new data key for {@code owner}. */
  public WrappedKey newKey(Owner owner) {
    byte[] dataKey = new byte[KEY_BYTES];
    random.nextBytes(dataKey);
    return wrap(owner, dataKey);
  }

  /** The same data key under the current master key; what it sealed stays as it is. */
  public WrappedKey rewrap(Owner owner, WrappedKey key) throws Unreadable {
    return wrap(owner, unwrap(owner, key));
  }

  public byte[] seal(Owner owner, WrappedKey key, Secret secret) throws Unreadable {
    return encrypted(
        new SecretKeySpec(unwrap(owner, key), "AES"),
        "secret/" + owner.name(),
        secret.reveal().getBytes(UTF_8));
  }

  public Secret open(Owner owner, WrappedKey key, byte[] sealed) throws Unreadable {
    var dataKey = new SecretKeySpec(unwrap(owner, key), "AES");
    return Secret.of(new String(decrypted(dataKey, "secret/" + owner.name(), sealed), UTF_8));
  }

  private WrappedKey wrap(Owner owner, byte[] dataKey) {
    Master newest = masters.get(0);
    return WrappedKey.of(encrypted(newest.key(), "key/" + owner.name(), dataKey), newest.version());
  }

  private byte[] unwrap(Owner owner, WrappedKey key) throws Unreadable {
    Unreadable refused = new MasterMissing(key.masterVersion());
    for (Master master : masters) {
      if (key.masterVersion() == master.version() || key.masterVersion() == ANY_MASTER) {
        try {
          return decrypted(master.key(), "key/" + owner.name(), key.bytes());
        } catch (Unreadable e) {
          refused = e;
        }
      }
    }
    throw refused;
  }

  /** Nonce, then ciphertext with its tag. */
  private byte[] encrypted(SecretKeySpec key, String authenticated, byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] closed = cipher(Cipher.ENCRYPT_MODE, key, nonce, authenticated).doFinal(plain);
      return ByteBuffer.allocate(nonce.length + closed.length)
          .put(nonce)
          .put(closed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no AES-GCM", e);
    }
  }

  private static byte[] decrypted(SecretKeySpec key, String authenticated, byte[] sealed)
      throws Unreadable {
    if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
      throw new Unreadable("cut short", null);
    }
    try {
      byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
      return cipher(Cipher.DECRYPT_MODE, key, nonce, authenticated)
          .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new Unreadable(
          "not sealed for this owner under a key that is here, or changed since", e);
    }
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String authenticated)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(authenticated.getBytes(UTF_8));
    return cipher;
  }

  private static Master master(Secret master) {
    byte[] key = bytes(master);
    return new Master(version(key), new SecretKeySpec(key, "AES"));
  }

  private static byte[] bytes(Secret master) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(master.reveal().strip());
    } catch (IllegalArgumentException e) {
      // Not as the cause: it quotes a character.
      throw new IllegalArgumentException("the master key is not base64");
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "the master key must be 32 bytes in base64, not " + bytes.length);
    }
    return bytes;
  }

  /** The same on every node, without anybody counting. */
  private static int version(byte[] key) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      int derived = ByteBuffer.wrap(mac.doFinal("frontdesk master key version".getBytes(UTF_8)))
          .getInt();
      return Math.max(derived & Integer.MAX_VALUE, ANY_MASTER + 1);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no HMAC-SHA256", e);
    }
  }
}
