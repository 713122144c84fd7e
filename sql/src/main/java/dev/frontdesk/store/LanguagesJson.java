package dev.frontdesk.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.model.ProfileLanguages;

/** Languages of a profile as they stand in a column: the record's components by name; an empty object has the defaults. */
final class LanguagesJson {
  private LanguagesJson() {}

  static ProfileLanguages read(JsonNode languages) {
    try {
      return languages.isObject() && !languages.isEmpty()
          ? Json.MAPPER.treeToValue(languages, ProfileLanguages.class)
          : ProfileLanguages.DEFAULTS;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored languages make no sense", e);
    }
  }

  static String write(ProfileLanguages languages) {
    return Json.write(languages);
  }
}
