package dev.frontdesk.session;

import dev.frontdesk.bus.BusMessage.EffectVerdict;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.httptool.ToolAddress;
import dev.frontdesk.httptool.ToolRefused;
import dev.frontdesk.httptool.ToolSchema;
import dev.frontdesk.model.HttpTool;
import dev.frontdesk.model.Plan;
import dev.frontdesk.model.Printable;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.outward.OutwardUrl;
import dev.frontdesk.policy.Redactor;
import dev.frontdesk.store.ToolBook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the HTTP tools of the version a call was answered with. One that is not idempotent is claimed as an effect first: what it came
 * to is told again when it is asked for again, and what nobody knows is told as not confirmed and never repeated.
 */
final class HttpTools implements Tool {
  private static final Logger LOG = LoggerFactory.getLogger(HttpTools.class);
  private static final String KIND = "http_tool";

  private final Vertx vertx;
  private final ToolBook book;
  private final Effects effects;
  private final OutwardClient client;
  private final CallWatch watch;

  HttpTools(Vertx vertx, ToolBook book, Effects effects, OutwardClient client, CallWatch watch) {
    this.vertx = vertx;
    this.book = book;
    this.effects = effects;
    this.client = client;
    this.watch = watch;
  }

  @Override
  public Future<CallEvent> run(LiveCall live, ToolCall asked, Arguments arguments) {
    Plan plan = live.call().plan();
    if (plan != null && !plan.redact().isEmpty() && Redactor.isMasked(asked.arguments())) {
      return lost(live, asked);
    }
    return plan == null
        ? unknown(live, asked)
        : book.find(plan.tenant(), plan.profile(), asked.name())
            .compose(found -> found.isEmpty()
                ? unknown(live, asked)
                : checked(live, asked, arguments, plan, found.get()));
  }

  /** Only the journal's masked arguments outlived the node that was asked: with them it would do something else. */
  private static Future<CallEvent> lost(LiveCall live, ToolCall asked) {
    LOG.atWarn()
        .addKeyValue("call", live.call().id())
        .addKeyValue("tool", Printable.brief(asked.name()))
        .log("tool not run again: its arguments are masked");
    return answered(
        live, asked, ToolResult.notConfirmed("what was asked for is not known any more"));
  }

  private static Future<CallEvent> unknown(LiveCall live, ToolCall asked) {
    return Reply.refusal(
        live,
        asked,
        "There is no tool named " + Printable.brief(asked.name()) + ". Go on without it.");
  }

  private Future<CallEvent> checked(
      LiveCall live, ToolCall asked, Arguments arguments, Plan plan, HttpTool tool) {
    Optional<String> complaint =
        ToolSchema.ofArguments(tool.parameters()).complaint(arguments.json());
    if (complaint.isPresent()) {
      return Reply.refusal(
          live,
          asked,
          "The arguments do not fit, " + complaint.get()
              + ". Ask again with what is missing or wrong put right.");
    }
    try {
      OutwardUrl url =
          ToolAddress.of(tool).with(arguments.json(), tool.method().hasBody(), client.allow());
      return equipped(live, plan, tool, url)
          .compose(secrets -> secrets.isEmpty()
              ? answered(live, asked, ToolResult.failed("The tool is not set up"))
              : once(live, asked, tool, run(live, asked, arguments, tool, url, secrets.get())));
    } catch (ToolRefused refused) {
      return Reply.refusal(
          live, asked, "The tool cannot be used like this: " + refused.why() + ".");
    }
  }

  private HttpRun run(
      LiveCall live,
      ToolCall asked,
      Arguments arguments,
      HttpTool tool,
      OutwardUrl url,
      ToolSecrets secrets) {
    return new HttpRun(
        vertx,
        client,
        tool,
        url,
        secrets,
        arguments.json(),
        live.call().id(),
        asked.id(),
        watch.traceparent(live.call().id(), asked.id()));
  }

  /** The secrets that may go to this address; empty if one of them is missing. */
  private Future<Optional<ToolSecrets>> equipped(
      LiveCall live, Plan plan, HttpTool tool, OutwardUrl url) {
    if (tool.secretHeaders().isEmpty() && !tool.signed()) {
      return Future.succeededFuture(Optional.of(ToolSecrets.NONE));
    }
    return book.secrets(plan.tenant(), tool.name())
        .map(found -> Optional.of(ToolSecrets.of(tool, found, url.origin())))
        .onFailure(cause -> LOG.atWarn()
            .addKeyValue("call", live.call().id())
            .addKeyValue("tool", tool.name())
            .log("the secrets of a tool are not there: {}", cause.getMessage()))
        .recover(cause -> Future.succeededFuture(Optional.empty()));
  }

  private Future<CallEvent> once(LiveCall live, ToolCall asked, HttpTool tool, HttpRun run) {
    if (tool.idempotent()) {
      return run.result().compose(result -> answered(live, asked, result));
    }
    var payload = new JsonObject().put("tool", tool.name());
    return effects
        .claim(live.call(), asked.id(), KIND, payload.encode())
        .compose(verdict -> claimed(live, asked, run, verdict));
  }

  private Future<CallEvent> claimed(
      LiveCall live, ToolCall asked, HttpRun run, EffectVerdict verdict) {
    if (verdict.verdict() == EffectVerdict.Verdict.GRANTED) {
      return run.result().compose(result -> {
        if (result.isCertain()) {
          effects.ended(live.call(), asked.id(), result.output());
        }
        return answered(live, asked, result);
      });
    }
    String known = verdict.result();
    return answered(
        live,
        asked,
        verdict.verdict() == EffectVerdict.Verdict.DONE && known != null
            ? new ToolResult(known, true)
            : ToolResult.notConfirmed("it was begun before"));
  }

  private static Future<CallEvent> answered(LiveCall live, ToolCall asked, ToolResult result) {
    return Future.succeededFuture(
        new CallEvent.ToolAnswered(live.now(), asked.id(), result.output()));
  }
}
