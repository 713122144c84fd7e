package dev.frontdesk.provider;

import dev.frontdesk.model.Endpoint;
import io.vertx.core.Future;

/** Opens the control WebSocket beside a call's media. Futures never fail: every end is a {@link Sideband}. */
public interface Sidebands {
  /** After accept: a 404 may only mean that the session is still being built, so it is tried again for about 5 s (openai.md 3.1). */
  Future<Sideband> attach(Endpoint endpoint, String providerCall);

  /**
   * After an unexpected end: the first 404 means that the call is gone; other failures are tried again for about 5 s (3.6), also the
   * refusal of a second sideband: the provider may not have noticed yet that the first one ended.
   */
  Future<Sideband> probe(Endpoint endpoint, String providerCall);

  /** While another node's sideband is open: as {@link #probe}, but a refusal is final, because waiting would not change it. */
  Future<Sideband> beside(Endpoint endpoint, String providerCall);
}
