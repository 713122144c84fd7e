package dev.frontdesk.notify;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.ServerSSLOptions;
import java.util.concurrent.TimeUnit;

/** Stands before a mail server that cannot upgrade its connections: speaks SMTP until STARTTLS (RFC 3207), and hands on what comes under TLS. */
final class StartTlsFront {
  private final NetClient client;
  private final NetServer server;
  private final ServerSSLOptions tls;
  private final int behind;

  /** @param behind port of the mail server */
  StartTlsFront(Vertx vertx, int behind, KeyCertOptions key) throws Exception {
    this.behind = behind;
    this.tls = new ServerSSLOptions().setKeyCertOptions(key);
    this.client = vertx.createNetClient();
    this.server = vertx
        .createNetServer()
        .connectHandler(this::accepted)
        .listen(0, "127.0.0.1")
        .await(10, TimeUnit.SECONDS);
  }

  int port() {
    return server.actualPort();
  }

  private void accepted(NetSocket socket) {
    client
        .connect(behind, "127.0.0.1")
        .onSuccess(mail -> {
          socket.closeHandler(gone -> mail.close());
          mail.closeHandler(gone -> socket.close());
          mail.handler(greeting -> {
            socket.handler(line -> command(socket, mail, line.toString()));
            socket.write("220 front.example ESMTP\r\n");
          });
        })
        .onFailure(cause -> socket.close());
  }

  private void command(NetSocket socket, NetSocket mail, String line) {
    if (line.startsWith("EHLO")) {
      socket.write("250-front.example\r\n250 STARTTLS\r\n");
    } else if (line.startsWith("STARTTLS")) {
      socket.handler(mail::write);
      mail.handler(socket::write);
      socket
          .upgradeToSsl(tls, Buffer.buffer("220 go ahead\r\n"))
          .onFailure(refused -> socket.close());
    } else {
      socket.write("530 Must issue a STARTTLS command first\r\n");
    }
  }
}
