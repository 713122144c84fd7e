package dev.frontdesk;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The cable to the database, to be cut and mended. */
final class Wire {
  private final Vertx vertx;
  private final int behind;
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
  private final NetServer server;
  private volatile boolean whole = true;
  private volatile boolean frozen;

  Wire(Vertx vertx, int behind) {
    this.vertx = vertx;
    this.behind = behind;
    server = vertx.createNetServer().connectHandler(this::join);
    try {
      server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  int port() {
    return server.actualPort();
  }

  void cut() {
    whole = false;
    open.forEach(NetSocket::close);
  }

  void mend() {
    whole = true;
  }

  /** Nothing is closed, nothing comes through: a server that hangs. */
  void freeze() {
    frozen = true;
    open.forEach(NetSocket::pause);
  }

  /** All that was sent meanwhile arrives. */
  void thaw() {
    frozen = false;
    open.forEach(NetSocket::resume);
  }

  private void join(NetSocket near) {
    open.add(near);
    near.closeHandler(gone -> open.remove(near));
    if (!whole) {
      near.close();
      return;
    }
    near.pause();
    vertx
        .createNetClient()
        .connect(behind, "127.0.0.1")
        .onSuccess(far -> {
          near.handler(far::write);
          far.handler(near::write);
          far.closeHandler(gone -> near.close());
          near.closeHandler(gone -> {
            open.remove(near);
            far.close();
          });
          if (!frozen) {
            near.resume();
          }
        })
        .onFailure(cause -> near.close());
  }
}
