package dev.frontdesk.simulator.script;

/** A script that cannot be played; the message names source, line and what is wrong there. */
public final class ScriptException extends RuntimeException {
  ScriptException(String source, int line, String wrong) {
    super(source + ":" + line + ": " + wrong);
  }
}
