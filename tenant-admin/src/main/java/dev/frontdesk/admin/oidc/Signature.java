package dev.frontdesk.admin.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Whether a key has signed a token; a key of another kind than the token's algorithm has not. */
final class Signature {
  private static final int SHORTEST_RSA_BITS = 2_048;

  /** What comes before the 32 bytes of an Ed25519 key in its SubjectPublicKeyInfo (RFC 8410). */
  private static final String ED25519 = "302a300506032b6570032100";

  private Signature() {}

  /** @param token signed with one of {@link OidcSettings#KNOWN_ALGORITHMS} */
  static boolean isBy(JWK key, SignedJWT token) {
    String algorithm = token.getHeader().getAlgorithm().getName();
    boolean mayBe = (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
        && (key.getAlgorithm() == null || key.getAlgorithm().getName().equals(algorithm));
    try {
      return mayBe
          && switch (algorithm) {
            case "RS256", "PS256" ->
              key instanceof RSAKey rsa
                  && rsa.size() >= SHORTEST_RSA_BITS
                  && token.verify(new RSASSAVerifier(rsa));
            case "ES256" -> key instanceof ECKey curve && token.verify(ecdsa(curve));
            case "EdDSA" -> key instanceof OctetKeyPair pair && isByEd25519(pair, token);
            default -> false;
          };
    } catch (JOSEException | GeneralSecurityException e) {
      return false;
    }
  }

  private static JWSVerifier ecdsa(ECKey key) throws JOSEException {
    return new ECDSAVerifier(key);
  }

  /** By the JDK: the library would need another one for it. */
  private static boolean isByEd25519(OctetKeyPair key, SignedJWT token)
      throws GeneralSecurityException {
    if (!"Ed25519".equals(key.getCurve().getName()) || key.getDecodedX().length != 32) {
      return false;
    }
    var verifier = java.security.Signature.getInstance("Ed25519");
    verifier.initVerify(publicKey(key.getDecodedX()));
    verifier.update(token.getSigningInput());
    return verifier.verify(token.getSignature().decode());
  }

  private static PublicKey publicKey(byte[] x) throws GeneralSecurityException {
    byte[] encoded = HexFormat.of().parseHex(ED25519 + HexFormat.of().formatHex(x));
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }
}
