package dev.frontdesk.launcher.chaos;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What one node reaches the database by; to be cut, so that connections end and new ones are refused, and mended. */
final class Cable {
  private final NetServer server;
  private final NetClient client;
  private final int behind;
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean whole = true;

  /** @param behind port on the loopback; whoever listens there may come and go */
  Cable(Vertx vertx, String host, int behind) {
    this.behind = behind;
    client = vertx.createNetClient();
    server = vertx.createNetServer().connectHandler(this::join);
    server.listen(0, host).await();
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

  private void join(NetSocket near) {
    if (!whole) {
      near.close();
      return;
    }
    near.pause();
    open.add(near);
    near.closeHandler(gone -> open.remove(near));
    client
        .connect(behind, "127.0.0.1")
        .onSuccess(far -> {
          near.closeHandler(gone -> {
            open.remove(near);
            far.close();
          });
          far.closeHandler(gone -> near.close());
          far.pipeTo(near);
          near.pipeTo(far);
          near.resume();
        })
        .onFailure(cause -> near.close());
  }
}
