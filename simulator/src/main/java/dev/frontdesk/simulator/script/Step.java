package dev.frontdesk.simulator.script;

import java.time.Duration;
import java.util.List;

/** One thing that happens in a call, in the order of the script. */
public sealed interface Step {
  <R> R to(Listener<R> listener);

  /** The key under which the step stands in a script, for reports. */
  default String key() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(java.util.Locale.ROOT);
  }

  /** Waits until the gateway had the agent speak for the first time. */
  record Greeting() implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.greeting();
    }
  }

  /** Waits until the gateway has the agent say something of its own accord. */
  record Announcement() implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.announcement();
    }
  }

  /** The caller says something, politely after the agent. */
  record Caller(String text) implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.caller(this);
    }
  }

  /**
   * The caller speaks over the agent.
   *
   * @param late false: the answer is still being made, and is cancelled; true: it is made and only its sound is cut
   */
  record Interrupt(String text, boolean late) implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.interrupt(this);
    }
  }

  /** The model's next reply. {@code ${output.field}} stands for a field of the last tool's output. */
  record Agent(String text) implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.agent(this);
    }
  }

  /**
   * The model asks for tools instead of replying.
   *
   * @param cancelled the asking response ends as cancelled, so nobody may answer it
   */
  record Tool(List<ToolAsk> asks, boolean cancelled) implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.tool(this);
    }
  }

  /** One tool the model asks for; {@code arguments} is sent as it stands, well-formed or not. */
  record ToolAsk(String name, String arguments) {}

  /** Waits for the next REFER and lets the carrier answer it. */
  record Refer(CarrierAnswer answer) implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.refer(this);
    }
  }

  /** The caller presses keys, one event each. */
  record Dtmf(String digits) implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.dtmf(this);
    }
  }

  /** Silence, in the pace of speech. */
  record Pause(Duration length) implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.pause(this);
    }
  }

  /** Waits until whoever placed the call gives this cue; see {@code Simulator.cue}. */
  record Cue(String name) implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.cue(this);
    }
  }

  /** The caller hangs up: the socket ends without a close frame. */
  record HangUp() implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.hangUp();
    }
  }

  /** Waits until the gateway ends the call. */
  record WaitForEnd() implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.waitForEnd();
    }
  }

  /** The model never answers what it was last asked for. */
  record Stall() implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.stall();
    }
  }

  /**
   * The next reply ends with nothing said.
   *
   * @param status {@code failed}, {@code incomplete} or {@code cancelled}
   */
  record Response(String status) implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.response(this);
    }
  }

  /**
   * The sideband ends.
   *
   * @param code the close code, 0 for an end without a close frame
   * @param callGone whether the call ends with it; otherwise the script goes on once the gateway is attached again
   */
  record SocketEnds(int code, String reason, boolean callGone) implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.socketEnds(this);
    }
  }

  /** The provider sends an {@code error} event that ends nothing. */
  record ProviderError(String code) implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.providerError(this);
    }
  }

  /** The provider sends one very large event, in one frame or in many. */
  record BigFrame(int bytes, boolean fragmented) implements Step {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.bigFrame(this);
    }
  }

  /** One method per kind of step. */
  interface Listener<R> {
    R greeting();

    R announcement();

    R caller(Caller step);

    R interrupt(Interrupt step);

    R agent(Agent step);

    R tool(Tool step);

    R refer(Refer step);

    R dtmf(Dtmf step);

    R pause(Pause step);

    R cue(Cue step);

    R hangUp();

    R waitForEnd();

    R stall();

    R response(Response step);

    R socketEnds(SocketEnds step);

    R providerError(ProviderError step);

    R bigFrame(BigFrame step);
  }
}
