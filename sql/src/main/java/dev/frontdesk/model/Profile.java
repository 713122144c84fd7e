package dev.frontdesk.model;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One published version of a receptionist: what a call is answered with and keeps until it ends.
 *
 * @param version counts up within the tenant
 * @param greeting first sentence, spoken as it stands; blank: the model greets in its own words
 * @param closedGreeting the first sentence outside opening hours; blank: as {@code greeting}
 * @param holidayGreeting the first sentence while a holiday closes the business; blank: as {@code closedGreeting}
 * @param tools names of the tools the model may use, built-in and HTTP; empty: all built-in ones
 * @param httpTools those HTTP tools, as they were when it was published
 * @param languages how it speaks other languages, and to whom
 */
public record Profile(
    ProfileVersionId id,
    int version,
    String prompt,
    String greeting,
    String closedGreeting,
    String holidayGreeting,
    VoiceSettings voice,
    Set<String> tools,
    List<KnowledgeArticle> knowledge,
    List<HttpTool> httpTools,
    ProfileLanguages languages) {
  public Profile {
    tools = Set.copyOf(tools);
    knowledge = List.copyOf(knowledge);
    httpTools = List.copyOf(httpTools);
    // An older node sends neither.
    holidayGreeting = Objects.requireNonNullElse(holidayGreeting, "");
    languages = Objects.requireNonNullElse(languages, ProfileLanguages.DEFAULTS);
  }

  /** In one language, without HTTP tools, on holidays as whenever it is closed. */
  public Profile(
      ProfileVersionId id,
      int version,
      String prompt,
      String greeting,
      String closedGreeting,
      VoiceSettings voice,
      Set<String> tools,
      List<KnowledgeArticle> knowledge) {
    this(
        id,
        version,
        prompt,
        greeting,
        closedGreeting,
        "",
        voice,
        tools,
        knowledge,
        List.of(),
        ProfileLanguages.DEFAULTS);
  }
}
