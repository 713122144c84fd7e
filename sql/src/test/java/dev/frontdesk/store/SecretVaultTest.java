package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.SecretVault.MasterMissing;
import dev.frontdesk.store.SecretVault.Owner;
import dev.frontdesk.store.SecretVault.Unreadable;
import dev.frontdesk.store.SecretVault.WrappedKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecretVaultTest {
  private static final Secret MASTER = master(1);
  private static final Secret API_KEY = Secret.of("sk-test-äöü");
  private static final Owner OWNER = Owner.of(new TenantId(new UUID(0, 1)));

  private final SecretVault vault = SecretVault.of(MASTER);

  private static Secret master(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Secret.of(Base64.getEncoder().encodeToString(bytes));
  }

  @Test
  void opensWhatItSealed() throws Unreadable {
    var key = vault.newKey(OWNER);
    byte[] sealed = vault.seal(OWNER, key, API_KEY);

    assertEquals(API_KEY, SecretVault.of(MASTER).open(OWNER, key, sealed));
  }

  @Test
  void sealsTheSameSecretDifferentlyEachTime() throws Unreadable {
    var key = vault.newKey(OWNER);

    assertNotEquals(
        Base64.getEncoder().encodeToString(vault.seal(OWNER, key, API_KEY)),
        Base64.getEncoder().encodeToString(vault.seal(OWNER, key, API_KEY)));
  }

  @Test
  void noticesEveryChangedByte() throws Unreadable {
    var key = vault.newKey(OWNER);
    byte[] sealed = vault.seal(OWNER, key, API_KEY);
    for (int at = 0; at < sealed.length; at++) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertThrows(Unreadable.class, () -> vault.open(OWNER, key, changed), "byte " + at);
    }
  }

  @Test
  void doesNotOpenWhatIsCutShort() throws Unreadable {
    var key = vault.newKey(OWNER);
    byte[] sealed = vault.seal(OWNER, key, API_KEY);
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThrows(Unreadable.class, () -> vault.open(OWNER, key, cut), "length " + length);
    }
  }

  @Test
  void doesNotOpenForAnotherOwner() throws Unreadable {
    var key = vault.newKey(OWNER);
    byte[] sealed = vault.seal(OWNER, key, API_KEY);
    Owner agency = Owner.of(new AgencyId(new UUID(0, 1)));

    assertThrows(Unreadable.class, () -> vault.open(agency, key, sealed));
    assertThrows(Unreadable.class, () -> vault.open(Owner.PLATFORM, key, sealed));
  }

  @Test
  void doesNotOpenUnderAnotherMasterKey() throws Unreadable {
    var key = vault.newKey(OWNER);
    byte[] sealed = vault.seal(OWNER, key, API_KEY);

    assertThrows(Unreadable.class, () -> SecretVault.of(master(2)).open(OWNER, key, sealed));
  }

  @Test
  void rotatesTheMasterKeyWithoutTouchingSecrets() throws Unreadable {
    var key = vault.newKey(OWNER);
    byte[] sealed = vault.seal(OWNER, key, API_KEY);
    var rotating = SecretVault.of(List.of(master(2), MASTER));

    var rewrapped = rotating.rewrap(OWNER, key);

    var rotated = SecretVault.of(master(2));
    assertEquals(rotated.version(), rewrapped.masterVersion());
    assertEquals(API_KEY, rotated.open(OWNER, rewrapped, sealed));
    assertEquals(API_KEY, rotating.open(OWNER, key, sealed));
    assertThrows(MasterMissing.class, () -> vault.open(OWNER, rewrapped, sealed));
  }

  @Test
  void opensWhatWasWrappedBeforeMasterKeysHadVersions() throws Unreadable {
    var key = vault.newKey(OWNER);
    byte[] sealed = vault.seal(OWNER, key, API_KEY);
    var unversioned = new WrappedKey(key.wrapped(), 1);

    assertEquals(
        API_KEY, SecretVault.of(List.of(master(2), MASTER)).open(OWNER, unversioned, sealed));
  }

  @Test
  void refusesAMasterKeyOfTheWrongLengthWithoutRepeatingIt() {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> SecretVault.of(Secret.of("c2hvcnQ=")));

    assertFalse(String.valueOf(refused.getMessage()).contains("c2hvcnQ"));
  }

  @Test
  void refusesAMasterKeyThatIsNoBase64WithoutQuotingACharacterOfIt() {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> SecretVault.of(Secret.of("hunter-2")));

    assertEquals("the master key is not base64", refused.getMessage());
    assertNull(refused.getCause());
  }
}
