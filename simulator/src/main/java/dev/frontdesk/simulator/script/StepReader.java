package dev.frontdesk.simulator.script;

import dev.frontdesk.simulator.script.CarrierAnswer.Then;
import dev.frontdesk.simulator.script.Step.ToolAsk;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what stands under {@code steps}: each a bare word or one key with its value. */
final class StepReader {
  private static final Set<String> WORDS = new LinkedHashSet<>(List.of(
      "greeting",
      "announcement",
      "hang-up",
      "wait-for-end",
      "stall",
      "drop-socket",
      "drop-call",
      "session-expires"));
  private static final Set<String> KEYS = new LinkedHashSet<>(List.of(
      "caller",
      "interrupt",
      "interrupt-late",
      "agent",
      "tool",
      "tools",
      "refer",
      "dtmf",
      "pause",
      "cue",
      "response",
      "close-socket",
      "error",
      "big-frame"));
  private static final Set<String> TOOL_KEYS =
      new LinkedHashSet<>(List.of("tool", "with", "arguments", "cancelled"));
  private static final Pattern SIZE = Pattern.compile("([0-9]+) ?(KiB|MiB)( fragmented)?");
  private static final Set<String> STATUSES =
      new LinkedHashSet<>(List.of("failed", "incomplete", "cancelled"));

  private StepReader() {}

  static List<Step> read(Yaml steps) {
    List<Step> read = new ArrayList<>();
    for (Yaml step : steps.items()) {
      read.add(step.isText() ? word(step) : keyed(step));
    }
    return read;
  }

  private static Step word(Yaml step) {
    return switch (step.text()) {
      case "greeting" -> new Step.Greeting();
      case "announcement" -> new Step.Announcement();
      case "hang-up" -> new Step.HangUp();
      case "wait-for-end" -> new Step.WaitForEnd();
      case "stall" -> new Step.Stall();
      case "drop-socket" -> new Step.SocketEnds(0, "", false);
      case "drop-call" -> new Step.SocketEnds(0, "", true);
      case "session-expires" ->
        new Step.SocketEnds(1001, "Your session hit the maximum duration of 60 minutes.", true);
      default ->
        throw step.wrong("unknown step '" + step.text() + "'; without a value there are "
            + String.join(", ", WORDS));
    };
  }

  private static Step keyed(Yaml step) {
    Map<String, Yaml> entries = step.entries();
    if (entries.containsKey("tool")) {
      step.entries(TOOL_KEYS);
      return tool(step);
    }
    if (entries.size() != 1) {
      throw step.wrong("a step has one key, this one has " + String.join(", ", entries.keySet()));
    }
    String key = entries.keySet().iterator().next();
    Yaml value = step.entries(KEYS).values().iterator().next();
    return switch (key) {
      case "caller" -> new Step.Caller(value.text());
      case "interrupt" -> new Step.Interrupt(value.text(), false);
      case "interrupt-late" -> new Step.Interrupt(value.text(), true);
      case "agent" -> new Step.Agent(value.text());
      case "tools" -> tools(value);
      case "refer" -> new Step.Refer(carrier(value));
      case "dtmf" -> new Step.Dtmf(digits(value));
      case "pause" -> new Step.Pause(value.duration());
      case "cue" -> new Step.Cue(value.text());
      case "response" -> new Step.Response(status(value));
      case "close-socket" -> new Step.SocketEnds(value.number(), "", false);
      case "error" -> new Step.ProviderError(value.text());
      default -> bigFrame(value);
    };
  }

  private static Step tool(Yaml step) {
    Map<String, Yaml> entries = step.entries();
    boolean cancelled =
        entries.containsKey("cancelled") && entries.get("cancelled").flag();
    return new Step.Tool(List.of(ask(step)), cancelled);
  }

  private static Step tools(Yaml value) {
    Set<String> keys = new LinkedHashSet<>(List.of("tool", "with", "arguments"));
    List<ToolAsk> asks = new ArrayList<>();
    for (Yaml item : value.items()) {
      item.entries(keys);
      asks.add(ask(item));
    }
    return new Step.Tool(asks, false);
  }

  private static ToolAsk ask(Yaml tool) {
    Map<String, Yaml> entries = tool.entries();
    String arguments = "{}";
    if (entries.containsKey("arguments")) {
      arguments = entries.get("arguments").text();
    } else if (entries.containsKey("with")) {
      entries.get("with").entries();
      arguments = entries.get("with").json().toString();
    }
    return new ToolAsk(tool.entry("tool").text(), arguments);
  }

  private static CarrierAnswer carrier(Yaml value) {
    return switch (value.text()) {
      case "accepted-and-moved" -> CarrierAnswer.MOVED;
      case "accepted-and-silent" -> new CarrierAnswer(200, Then.SILENT);
      case "accepted-and-socket-lost" -> new CarrierAnswer(200, Then.SOCKET_LOST);
      case "unanswered" -> new CarrierAnswer(200, Then.UNANSWERED);
      case "refused" -> new CarrierAnswer(500, Then.SILENT);
      default -> {
        int status = value.number();
        if (status < 400 || status > 599) {
          throw value.wrong("a refused REFER has a status from 400 to 599");
        }
        yield new CarrierAnswer(status, Then.SILENT);
      }
    };
  }

  private static String digits(Yaml value) {
    if (!value.text().matches("[0-9*#A-D]+")) {
      throw value.wrong("keys are 0-9, *, # and A-D");
    }
    return value.text();
  }

  private static String status(Yaml value) {
    if (!STATUSES.contains(value.text())) {
      throw value.wrong("a response can be " + String.join(", ", STATUSES));
    }
    return value.text();
  }

  private static Step bigFrame(Yaml value) {
    var match = SIZE.matcher(value.text());
    if (!match.matches()) {
      throw value.wrong("a size such as 20 MiB or 12 MiB fragmented is expected here");
    }
    int unit = match.group(2).equals("MiB") ? 1 << 20 : 1 << 10;
    return new Step.BigFrame(
        Math.multiplyExact(Integer.parseInt(match.group(1)), unit), match.group(3) != null);
  }
}
