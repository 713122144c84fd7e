package dev.frontdesk.launcher.settings;

import dev.frontdesk.admin.api.ApiSettings;
import dev.frontdesk.admin.api.TrustedProxies;
import dev.frontdesk.admin.oidc.OidcSettings;
import dev.frontdesk.model.Secret;
import dev.frontdesk.outward.OutwardAllow;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Who is let in to the admin API, and how often. */
final class ApiReader {
  private static final String CLAIM =
      "must be the name of a claim, or a JSON pointer that begins with /";
  private static final int MOST = 1_000_000;

  private final Values values;

  ApiReader(Values values) {
    this.values = values;
  }

  ApiSettings read() {
    return new ApiSettings(
        values
            .text(
                Setting.BOOTSTRAP_KEY,
                "must be 24 to 200 letters, digits, - and _",
                "[A-Za-z0-9_-]{24,200}")
            .map(Secret::of),
        values.integer(Setting.API_REQUESTS, 1, MOST),
        values.integer(Setting.API_BURST, 1, MOST),
        values.integer(Setting.API_FAILURES, 1, MOST),
        ApiSettings.DEFAULTS.failuresWithin(),
        ApiSettings.DEFAULTS.longest(),
        oidc(),
        proxies(),
        OutwardAllow.NOTHING);
  }

  private Optional<OidcSettings> oidc() {
    Optional<String> audience = values.text(
        Setting.OIDC_AUDIENCE, "must be one word of printable characters", "[!-~]{1,300}");
    String role = claim(Setting.OIDC_ROLE_CLAIM);
    String agency = claim(Setting.OIDC_AGENCY_CLAIM);
    String tenant = claim(Setting.OIDC_TENANT_CLAIM);
    OidcSettings.Type type = values.required(
        Setting.OIDC_TOKEN_TYPE,
        "must be at+jwt or jwt",
        oneOf(OidcSettings.Type.values(), each -> each.name().replace('_', '+')));
    Set<String> algorithms = values.required(
        Setting.OIDC_ALGORITHMS,
        "must be some of " + Setting.OIDC_ALGORITHMS.standard(),
        text -> OidcSettings.algorithms(Set.copyOf(words(text))));
    Optional<String> issuer = values.optional(
        Setting.OIDC_ISSUER,
        "must be a URL that begins with https://, without query",
        OidcSettings::issuer);
    if (issuer.isPresent() && !values.isGiven(Setting.OIDC_AUDIENCE)) {
      values.problem(
          "%s needs %s".formatted(Setting.OIDC_ISSUER.key(), Setting.OIDC_AUDIENCE.key()));
    }
    return issuer.flatMap(url -> audience.map(
        named -> new OidcSettings(url, named, role, agency, tenant, type, algorithms)));
  }

  private String claim(Setting setting) {
    return values.text(setting, CLAIM, "[!-~]{1,200}").orElse(setting.standard());
  }

  private TrustedProxies proxies() {
    var header = values.required(
        Setting.FORWARDED_HEADER,
        "must be x-forwarded-for or forwarded",
        oneOf(TrustedProxies.Header.values(), TrustedProxies.Header::word));
    return values
        .optional(
            Setting.TRUSTED_PROXIES,
            "must be addresses or networks such as 10.0.0.0/8, separated by space or comma",
            text -> TrustedProxies.of(words(text), header))
        .orElse(TrustedProxies.NONE);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("[\\s,]+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static <T> Function<String, T> oneOf(T[] all, Function<T, String> word) {
    return text -> Arrays.stream(all)
        .filter(each -> word.apply(each).equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(IllegalArgumentException::new);
  }
}
