package dev.frontdesk.launcher.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Script;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints one call while it goes on: when, who, what. */
public final class Narrator implements CallListener {
  private static final int LONGEST = 160;

  private final PrintWriter out;
  private final Ink ink;
  private final long began = System.nanoTime();

  public Narrator(PrintWriter out, Ink ink) {
    this.out = out;
    this.ink = ink;
  }

  /** Announces the call; to be called before it is placed. */
  public void title(String number, Script script, String business) {
    var invite = script.invite();
    String name = invite.callerName() == null ? "" : invite.callerName() + ", ";
    title(
        number + script.name(),
        "%s%s calls %s%s"
            .formatted(
                name, invite.from(), business.isEmpty() ? "" : business + ", ", invite.to()));
  }

  /** As the other, of a call that is no script. */
  public void title(String heading, String who) {
    out.println();
    out.println(ink.bold(heading));
    out.println(ink.faint("        " + who));
    out.flush();
  }

  /** Somebody besides caller and receptionist says or does something. */
  public void beside(String who, String what) {
    line(ink.magenta(named(who)), what);
  }

  /** One thing that was expected, and whether it came true. */
  public void checked(String what, boolean held) {
    line(held ? ink.green(named("held")) : ink.red(named("broken")), what);
  }

  /** What became of it. */
  public void verdict(CallReport report) {
    if (report.held()) {
      line(ink.green(named("ended")), report.ended() + ", as expected");
    } else {
      line(ink.red(named("ended")), report.ended() + ", NOT as expected");
      report.broken().forEach(broken -> line(ink.red(named("broken")), broken));
    }
  }

  @Override
  public void callerSaid(String text) {
    line(ink.cyan(named("caller")), text);
  }

  @Override
  public void agentSaid(String text) {
    line(ink.green(named("agent")), text);
  }

  @Override
  public void toolAsked(String name, String arguments) {
    line(ink.yellow(named("tool")), name + " " + arguments);
  }

  @Override
  public void toolAnswered(String name, String output) {
    line(ink.yellow(named("")), "→ " + output);
  }

  @Override
  public void accepted(JsonNode sessionConfig) {
    line(
        ink.faint(named("accepted")),
        ink.faint("%s, voice %s, %d tools"
            .formatted(
                sessionConfig.path("model").asText("?"),
                sessionConfig.at("/audio/output/voice").asText("?"),
                sessionConfig.path("tools").size())));
  }

  @Override
  public void rejected(int status) {
    line(ink.magenta(named("rejected")), "SIP " + status);
  }

  @Override
  public void referred(String targetUri) {
    line(ink.magenta(named("transfer")), "REFER to " + targetUri);
  }

  @Override
  public void hungUp() {
    line(ink.faint(named("hang-up")), ink.faint("by the receptionist"));
  }

  @Override
  public void misbehaved(String what) {
    line(ink.red(named("trouble")), what);
  }

  @Override
  public void violated(String what) {
    line(ink.red(named("violation")), what);
  }

  private static String named(String who) {
    return "%-9s".formatted(who);
  }

  private void line(String who, String what) {
    double seconds = (System.nanoTime() - began) / 1e9;
    String text = what.replaceAll("\\s+", " ");
    out.println("%s  %s %s"
        .formatted(
            ink.faint(String.format(Locale.ROOT, "%6.1f", seconds)),
            who,
            text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text));
    out.flush();
  }
}
