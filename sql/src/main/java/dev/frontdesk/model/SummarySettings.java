package dev.frontdesk.model;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant wants its calls summed up once they are over.
 *
 * @param enabled whether a text model reads the transcript; false: rules only
 * @param language BCP 47 tag of what the model writes; null: the tenant's
 * @param tags the tenant's own, at most 20, beside the standard ones
 */
public record SummarySettings(boolean enabled, @Nullable String language, List<String> tags) {
  private static final int MOST_TAGS = 20;
  private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}");

  public static final SummarySettings DEFAULTS = new SummarySettings(true, null, List.of());

  public SummarySettings {
    tags = List.copyOf(tags);
    Range.check("tags of calls", tags.size(), 0, MOST_TAGS);
    for (String tag : tags) {
      if (!TAG.matcher(tag).matches()) {
        throw new IllegalArgumentException(
            "a tag is up to 40 lower-case letters, digits and hyphens: " + Printable.brief(tag));
      }
    }
    if (language != null && !LANGUAGE.matcher(language).matches()) {
      throw new IllegalArgumentException("no BCP 47 tag: " + Printable.brief(language));
    }
  }
}
