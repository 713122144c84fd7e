package dev.frontdesk.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.frontdesk.cluster.EntrySeal.Unreadable;
import dev.frontdesk.model.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntrySealTest {
  private static final Secret OLD = secret("the old secret, planted here, 32");
  private static final Secret NEW = secret("the new secret, planted here, 32");
  private static final byte[] WORDS = "planted words of a caller".getBytes(UTF_8);

  private final EntrySeal seal = new EntrySeal(List.of(OLD));

  @Test
  void anotherNodeWithTheSecretOpensWhatSaysNothingToOthers() throws Unreadable {
    byte[] sealed = seal.seal("calls", "1", WORDS);
    assertFalse(new String(sealed, ISO_8859_1).contains("planted"));
    assertArrayEquals(WORDS, new EntrySeal(List.of(OLD)).open("calls", "1", sealed));
  }

  @Test
  void anEntryOpensInItsOwnPlaceOnly() {
    byte[] sealed = seal.seal("calls", "1", WORDS);
    assertThrows(Unreadable.class, () -> seal.open("calls", "2", sealed));
    assertThrows(Unreadable.class, () -> seal.open("effects", "1", sealed));
  }

  @Test
  void whateverIsChangedOrCutOffDoesNotOpen() {
    byte[] sealed = seal.seal("calls", "1", WORDS);
    for (int at = 0; at < sealed.length; at++) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertThrows(Unreadable.class, () -> seal.open("calls", "1", changed), "byte " + at);
      byte[] cut = Arrays.copyOf(sealed, at);
      assertThrows(Unreadable.class, () -> seal.open("calls", "1", cut), "length " + at);
    }
  }

  @Test
  void theNewestSecretSealsAndAnyOpens() throws Unreadable {
    var both = new EntrySeal(List.of(NEW, OLD));
    byte[] before = seal.seal("calls", "1", WORDS);
    byte[] during = both.seal("calls", "1", WORDS);
    assertArrayEquals(WORDS, both.open("calls", "1", before));
    assertArrayEquals(WORDS, new EntrySeal(List.of(NEW)).open("calls", "1", during));
    assertThrows(Unreadable.class, () -> seal.open("calls", "1", during));
  }

  @Test
  void theNameOfTheClusterStaysWhileANewerSecretIsBroughtIn() {
    assertEquals(seal.clusterName(), new EntrySeal(List.of(NEW, OLD)).clusterName());
    assertNotEquals(seal.clusterName(), new EntrySeal(List.of(NEW)).clusterName());
  }

  @Test
  void neitherKeyNorNonceComesTwice() {
    var other = new EntrySeal(List.of(OLD));
    Set<String> seen = new HashSet<>();
    for (int each = 0; each < 1_000; each++) {
      for (EntrySeal node : List.of(seal, other)) {
        byte[] sealed = node.seal("calls", "1", WORDS);
        seen.add(new String(sealed, 5, 16 + 12, ISO_8859_1));
      }
    }
    assertEquals(2_000, seen.size());
  }

  @Test
  void noRefusalRepeatsASecret() {
    var refused = assertThrows(
        IllegalArgumentException.class, () -> new EntrySeal(List.of(Secret.of("hunter2!"))));
    assertFalse(String.valueOf(refused).contains("hunter"), refused.toString());
    assertThrows(IllegalArgumentException.class, () -> new EntrySeal(List.of()));
  }

  private static Secret secret(String bytes) {
    return Secret.of(Base64.getEncoder().encodeToString(bytes.getBytes(UTF_8)));
  }
}
