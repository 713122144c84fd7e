package dev.frontdesk.session;

import dev.frontdesk.bus.Bus;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.model.Printable;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.ToolNames;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.policy.Match;
import dev.frontdesk.policy.TargetMatcher;
import dev.frontdesk.store.Directory;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the tools that a model asks for; every request gets an answer. */
final class Tools {
  private static final Logger LOG = LoggerFactory.getLogger(Tools.class);

  private final Directory directory;
  private final Map<String, Tool> byName;
  private final Tool others;

  /**
   * @param bus to who has text messages sent
   * @param outward asks calendars
   * @param others runs what is not built in
   */
  Tools(
      Directory directory,
      Effects effects,
      Bus bus,
      RandomGenerator random,
      OutwardClient outward,
      Tool others) {
    this.directory = directory;
    this.others = others;
    var appointments = new Calendars(directory, outward);
    this.byName = Map.of(
        ToolNames.FIND_APPOINTMENTS, new FindAppointments(appointments),
        ToolNames.BOOK_APPOINTMENT,
            new BookAppointment(appointments, effects, new BookingText(this, bus, effects)),
        ToolNames.LOOKUP_CALLER, new LookupCaller(this),
        ToolNames.GET_CURRENT_TIME, new CurrentTime(this),
        ToolNames.GET_RANDOM_NUMBER, new RandomNumber(random),
        ToolNames.SEND_SMS, new SendSms(this, bus, effects),
        ToolNames.SEARCH_KNOWLEDGE, new SearchKnowledge(directory.knowledge()),
        ToolNames.TAKE_MESSAGE, new TakeMessage(effects),
        ToolNames.TRANSFER_CALL, new TransferCall(this));
  }

  void run(LiveCall live, ToolCall asked) {
    answer(live, asked).recover(cause -> troubled(live, asked, cause)).onSuccess(live::feed);
  }

  Optional<TenantSettings> settingsOf(Call call) {
    return call.plan() == null ? Optional.empty() : directory.tenant(call.plan().tenant());
  }

  /** Whom {@code destination} means among the tenant's targets, as they are now. */
  Match whom(LiveCall live, String destination) {
    return TargetMatcher.match(
        settingsOf(live.call()).map(TenantSettings::targets).orElse(List.of()),
        destination,
        live.now());
  }

  @Nullable
  String sipDomainOf(Call call) {
    return settingsOf(call).map(TenantSettings::sipDomain).orElse(null);
  }

  private Future<CallEvent> answer(LiveCall live, ToolCall asked) {
    Tool tool = byName.getOrDefault(asked.name(), others);
    Optional<Arguments> arguments = Arguments.parse(asked.arguments());
    return arguments.isEmpty()
        ? Reply.refusal(
            live,
            asked,
            "The arguments are not a JSON object, or too long. Ask again with shorter ones.")
        : tool.run(live, asked, arguments.get());
  }

  private static Future<CallEvent> troubled(LiveCall live, ToolCall asked, Throwable cause) {
    LOG.atWarn()
        .addKeyValue("call", live.call().id())
        .addKeyValue("tool", Printable.brief(asked.name()))
        .setCause(cause)
        .log("tool failed");
    return Reply.refusal(
        live,
        asked,
        "This did not work just now and it is not certain whether it happened. Tell the caller so; do not repeat it.");
  }
}
