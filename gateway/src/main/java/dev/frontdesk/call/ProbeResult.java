package dev.frontdesk.call;

/** What re-dialling the sideband of a call showed. */
public enum ProbeResult {
  /** 101: only our transport dropped; the new socket is attached. */
  ALIVE,
  /** 404: the call is over or has left us. */
  GONE,
  /** No answer within the probe's time. */
  UNREACHABLE
}
