package dev.frontdesk.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.admin.oidc.OidcSettings;
import dev.frontdesk.admin.oidc.Token;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.TenantId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who the owner of a token is to us. What is not said in one clear way is nothing: a wrong guess would open a door. */
final class Claims {
  private static final String PREFIX = "frontdesk:";

  private final OidcSettings settings;

  Claims(OidcSettings settings) {
    this.settings = settings;
  }

  /** Whether agency and tenant are there is not asked here; throws FORBIDDEN. */
  Principal principal(Token token) {
    Role role = role(token);
    UUID agency = id(token, settings.agencyClaim(), role != Role.PLATFORM);
    UUID tenant = id(token, settings.tenantClaim(), role != Role.PLATFORM && role != Role.AGENCY);
    return new Principal(
        key(token),
        "oidc " + token.subject() + " (" + token.issuer() + ")",
        role,
        agency == null ? null : new AgencyId(agency),
        tenant == null ? null : new TenantId(tenant));
  }

  /** A claim may hold other words too, as {@code scope} does; of ours it has one. */
  private Role role(Token token) {
    List<Role> named = token.words(settings.roleClaim()).stream()
        .map(word -> word.startsWith(PREFIX) ? word.substring(PREFIX.length()) : word)
        .flatMap(word -> Role.of(word).stream())
        .distinct()
        .toList();
    if (named.size() != 1) {
      throw refused(settings.roleClaim(), "has to name one role");
    }
    return named.get(0);
  }

  private @Nullable UUID id(Token token, String claim, boolean wanted) {
    List<String> words = token.words(claim);
    if (words.size() != (wanted ? 1 : 0)) {
      throw refused(claim, wanted ? "has to name one id" : "does not go with the role");
    }
    return words.isEmpty() ? null : uuid(claim, words.get(0));
  }

  private static UUID uuid(String claim, String word) {
    try {
      return UUID.fromString(word);
    } catch (IllegalArgumentException e) {
      throw refused(claim, "has to be a UUID");
    }
  }

  private static Fault refused(String claim, String why) {
    return Fault.forbidden("the token's claim " + claim + " " + why, Set.of());
  }

  /** A subject is one to us as long as its issuer names it so; other subjects and keys have other ids. */
  private static UUID key(Token token) {
    byte[] digest = Wire.sha256(Stream.of(token.issuer(), token.subject())
        .reduce("oidc", (all, each) -> all + '\n' + each)
        .getBytes(UTF_8));
    var bits = ByteBuffer.wrap(digest);
    return new UUID(bits.getLong(), bits.getLong());
  }
}
