package dev.frontdesk.simulator.carrier;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A number of the account.
 *
 * @param sid {@code PN…}
 * @param voiceUrl what answers its calls; null for nothing, and they fail
 * @param voiceMethod POST or GET
 */
public record PhoneNumber(
    String sid,
    String e164,
    String friendlyName,
    @Nullable URI voiceUrl,
    String voiceMethod,
    @Nullable URI voiceFallbackUrl,
    @Nullable URI statusCallback) {
  public PhoneNumber withVoice(@Nullable URI url, String method) {
    return new PhoneNumber(sid, e164, friendlyName, url, method, voiceFallbackUrl, statusCallback);
  }

  public PhoneNumber withFallback(@Nullable URI url) {
    return new PhoneNumber(sid, e164, friendlyName, voiceUrl, voiceMethod, url, statusCallback);
  }

  public PhoneNumber withStatusCallback(@Nullable URI url) {
    return new PhoneNumber(sid, e164, friendlyName, voiceUrl, voiceMethod, voiceFallbackUrl, url);
  }

  public PhoneNumber withFriendlyName(String name) {
    return new PhoneNumber(
        sid, e164, name, voiceUrl, voiceMethod, voiceFallbackUrl, statusCallback);
  }
}
