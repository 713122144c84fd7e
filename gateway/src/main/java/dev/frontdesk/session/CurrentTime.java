package dev.frontdesk.session;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.model.TenantSettings;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The time on the wall of the business. */
final class CurrentTime implements Tool {
  private static final DateTimeFormatter SPOKEN =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.ENGLISH);

  private final Tools tools;

  CurrentTime(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Future<CallEvent> run(LiveCall live, ToolCall asked, Arguments arguments) {
    ZoneId zone = tools.settingsOf(live.call()).map(TenantSettings::zone).orElse(ZoneOffset.UTC);
    var local = live.now().truncatedTo(ChronoUnit.SECONDS).atZone(zone);
    return Reply.of(
        live,
        asked,
        new JsonObject()
            .put("time", local.toOffsetDateTime().toString())
            .put("spoken", SPOKEN.format(local))
            .put("zone", zone.getId()));
  }
}
