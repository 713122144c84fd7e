package dev.frontdesk.admin.api;

import dev.frontdesk.model.Calendar;
import dev.frontdesk.model.SlotRules;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.outward.OutwardFailure;
import dev.frontdesk.outward.OutwardUrl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A calendar as sent.
 *
 * @param password absent: as it was
 */
record CalendarEdit(
    @Nullable String description,
    String url,
    @Nullable String username,
    @Nullable String password,
    @Nullable Integer slotMinutes,
    @Nullable Integer leadMinutes,
    @Nullable Integer horizonDays,
    @Nullable Integer offers) {
  /** @return scheme, host and port of the address */
  String origin(String pointer, OutwardAllow allow) {
    try {
      return OutwardUrl.of(url, allow).origin();
    } catch (OutwardFailure failure) {
      throw Fault.invalid(pointer, String.valueOf(failure.getMessage()));
    }
  }

  Calendar calendar(String name) {
    return new Calendar(
        name,
        description == null ? "" : description,
        url,
        username == null ? "" : username,
        new SlotRules(
            Duration.ofMinutes(slotMinutes == null ? 30 : slotMinutes),
            Duration.ofMinutes(leadMinutes == null ? 60 : leadMinutes),
            horizonDays == null ? 30 : horizonDays,
            offers == null ? 3 : offers));
  }

  /** Nothing that could be logged by mistake. */
  @Override
  public String toString() {
    return "CalendarEdit";
  }
}
