package dev.frontdesk.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What is derived from the cluster's secrets, by HKDF with SHA-256 (RFC 5869), each use under a name of its own. */
final class ClusterSecrets {
  private static final int NAME_BYTES = 8;

  private final List<byte[]> secrets;

  /**
   * @param secrets the newest first, each 32 bytes in base64
   * @throws IllegalArgumentException if there is none, or one is no base64; the message does not repeat it
   */
  ClusterSecrets(List<Secret> secrets) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("there is no secret");
    }
    this.secrets = secrets.stream().map(ClusterSecrets::bytes).toList();
  }

  /** Of the cluster: by the oldest, so that it stays while a newer one is brought to the nodes. */
  String name() {
    byte[] oldest = secrets.get(secrets.size() - 1);
    return "frontdesk-"
        + HexFormat.of().formatHex(derived(oldest, new byte[0], "cluster name"), 0, NAME_BYTES);
  }

  /** Ids of the secrets, the newest first: they tell which was used, and nothing about it. */
  List<Integer> ids() {
    return secrets.stream().map(ClusterSecrets::id).toList();
  }

  /**
   * @param index in {@link #ids}
   * @param salt of the node that seals, so that no two nodes use one key
   */
  SecretKeySpec key(int index, byte[] salt) {
    return new SecretKeySpec(derived(secrets.get(index), salt, "map entries"), "AES");
  }

  /** Of {@code text}, by a key of its own from each secret. */
  List<byte[]> macs(String use, byte[] text) {
    return secrets.stream()
        .map(secret -> hmac(derived(secret, new byte[0], use), text))
        .toList();
  }

  private static int id(byte[] secret) {
    return ByteBuffer.wrap(derived(secret, new byte[0], "key id")).getInt();
  }

  /** Extract and expand, one block of 32 bytes. */
  private static byte[] derived(byte[] secret, byte[] salt, String use) {
    byte[] extracted = hmac(salt.length == 0 ? new byte[32] : salt, secret);
    byte[] info = ("frontdesk cluster, " + use).getBytes(UTF_8);
    byte[] block = Arrays.copyOf(info, info.length + 1);
    block[info.length] = 1;
    return hmac(extracted, block);
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(Secret secret) {
    try {
      return Base64.getDecoder().decode(secret.reveal());
    } catch (IllegalArgumentException e) {
      // The decoder's own words quote a character of it.
      throw new IllegalArgumentException("a secret of the cluster is no base64");
    }
  }
}
