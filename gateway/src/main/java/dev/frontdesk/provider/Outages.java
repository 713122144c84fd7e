package dev.frontdesk.provider;

import dev.frontdesk.model.EndpointId;

/** Which endpoints of voice providers answer just now, as this node has seen. May be used from any thread. */
public interface Outages {
  /** Why an endpoint did not do what it was asked for. */
  enum Trouble {
    /** No connection, or no answer in time. */
    UNREACHABLE,
    /** 5xx, or a session that never came to be. */
    SERVER_ERROR,
    /** 429. */
    OVER_LIMIT,
    /** 401, 403: the key is not, or no longer, good. */
    UNAUTHORIZED
  }

  /** Every endpoint is always asked. */
  Outages NONE = new Outages() {
    @Override
    public boolean isOpen(EndpointId endpoint) {
      return false;
    }

    @Override
    public boolean admits(EndpointId endpoint) {
      return true;
    }

    @Override
    public void took(EndpointId endpoint) {}

    @Override
    public void worked(EndpointId endpoint) {}

    @Override
    public void failed(EndpointId endpoint, Trouble trouble) {}

    @Override
    public void silent(EndpointId endpoint, Trouble trouble) {}
  };

  /** Whether nobody is to be sent there; only looks. */
  boolean isOpen(EndpointId endpoint);

  /** Whether a call may be tried there. Of an endpoint that failed lately, one is; whoever is told yes tells how it went. */
  boolean admits(EndpointId endpoint);

  /** It took a call; whether it also answers in it is told by whoever drives the call. */
  void took(EndpointId endpoint);

  /** It has answered in a call; whether it takes others is told by who asks it to. */
  void worked(EndpointId endpoint);

  /** It did not take a call. */
  void failed(EndpointId endpoint, Trouble trouble);

  /** It took a call and does not answer in it: that it takes others is no sign that it works again. */
  void silent(EndpointId endpoint, Trouble trouble);
}
