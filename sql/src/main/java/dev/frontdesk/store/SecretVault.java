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
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
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

  private final SecureRandom random = new SecureRandom();
  private final Map<Integer, SecretKeySpec> masters;
  private final SecretKeySpec wrapping;
  private final int current;

  private SecretVault(Map<Integer, SecretKeySpec> masters, SecretKeySpec wrapping, int current) {
    this.masters = masters;
    this.wrapping = wrapping;
    this.current = current;
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
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * @param master 32 bytes in base64
   * @throws IllegalArgumentException if it is anything else; the message does not repeat it
   */
  public static SecretVault of(Secret master) {
    return of(Map.of(1, master), 1);
  }

  /**
   * While the master key is rotated: opens under any, wraps under the one of version {@code current}.
   */
  public static SecretVault of(Map<Integer, Secret> masters, int current) {
    Map<Integer, SecretKeySpec> keys = new HashMap<>();
    masters.forEach((version, master) -> keys.put(version, key(master)));
    SecretKeySpec wrapping = keys.get(current);
    if (wrapping == null) {
      throw new IllegalArgumentException("there is no master key of version " + current);
    }
    return new SecretVault(Map.copyOf(keys), wrapping, current);
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
    return WrappedKey.of(encrypted(wrapping, "key/" + owner.name(), dataKey), current);
  }

  private byte[] unwrap(Owner owner, WrappedKey key) throws Unreadable {
    SecretKeySpec master = masters.get(key.masterVersion());
    if (master == null) {
      throw new Unreadable("there is no master key of version " + key.masterVersion(), null);
    }
    return decrypted(master, "key/" + owner.name(), key.bytes());
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
      throw new Unreadable("not sealed for this owner under this key, or changed since", e);
    }
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String authenticated)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(authenticated.getBytes(UTF_8));
    return cipher;
  }

  private static SecretKeySpec key(Secret master) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(master.reveal().strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the master key is not base64", e);
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "the master key must be 32 bytes in base64, not " + bytes.length);
    }
    return new SecretKeySpec(bytes, "AES");
  }
}
