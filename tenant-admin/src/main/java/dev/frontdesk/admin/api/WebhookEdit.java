package dev.frontdesk.admin.api;

import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.outward.OutwardFailure;
import dev.frontdesk.outward.OutwardUrl;
import dev.frontdesk.store.WebhookStore.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A webhook as people set it; what is absent is as when it was never set. */
record WebhookEdit(
    String url,
    List<String> events,
    @Nullable String description,
    @Nullable Boolean personal,
    @Nullable Boolean enabled) {
  static WebhookEdit of(Setting setting) {
    return new WebhookEdit(
        setting.url(),
        setting.events().stream().sorted().toList(),
        setting.description(),
        setting.personal(),
        setting.enabled());
  }

  /** @param pointer of the URL in the body, for whoever sent one that is not to be asked */
  Setting setting(String pointer, OutwardAllow allow) {
    try {
      OutwardUrl.of(url, allow);
    } catch (OutwardFailure refused) {
      throw Fault.invalid(pointer, String.valueOf(refused.getMessage()));
    }
    return new Setting(
        url,
        events,
        description == null ? "" : description,
        Boolean.TRUE.equals(personal),
        !Boolean.FALSE.equals(enabled));
  }
}
