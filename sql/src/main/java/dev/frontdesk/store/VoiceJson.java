package dev.frontdesk.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.model.VoiceSettings;

/** Voice settings as they stand in a column: the record's components by name, unset ones left out. */
final class VoiceJson {
  private VoiceJson() {}

  static VoiceSettings read(JsonNode voice) {
    try {
      return voice.isObject()
          ? Json.MAPPER.treeToValue(voice, VoiceSettings.class)
          : VoiceSettings.DEFAULTS;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored voice settings make no sense", e);
    }
  }

  static String write(VoiceSettings voice) {
    return Json.write(voice);
  }
}
