package dev.frontdesk.simulator.chat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Discord under {@code /api/webhooks/} and Slack under {@code /services/}, on one free port of the loopback address. */
public final class ChatServer {
  private final HttpServer server;
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private final Queue<ChatAnswer> next = new ConcurrentLinkedQueue<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final DiscordRules discord = new DiscordRules();
  private volatile Bucket bucket = Bucket.UNLIMITED;
  private volatile boolean silent;

  private ChatServer(Vertx vertx) {
    this.server = vertx.createHttpServer();
  }

  public static Future<ChatServer> open(Vertx vertx) {
    var chats = new ChatServer(vertx);
    return chats.server.requestHandler(chats::answer).listen(0, "127.0.0.1").map(chats);
  }

  public int port() {
    return server.actualPort();
  }

  public String discord(String token) {
    return "http://127.0.0.1:" + port() + "/api/webhooks/1/" + token;
  }

  public String slack(String secret) {
    return "http://127.0.0.1:" + port() + "/services/T0/B0/" + secret;
  }

  /** What was taken by the webhook whose path ends so, in order. */
  public List<Post> posts(String secret) {
    return posts.stream().filter(post -> post.path().endsWith("/" + secret)).toList();
  }

  /** How often anything was asked, taken or not. */
  public int asked() {
    return asked.get();
  }

  /** The next requests are answered so, whatever they say. */
  public void next(ChatAnswer... answers) {
    next.addAll(List.of(answers));
  }

  /** Takes no more than that from each webhook. */
  public void limit(Bucket limited) {
    bucket = limited;
  }

  /** Answers nothing at all. */
  public void silent(boolean now) {
    silent = now;
  }

  public Future<Void> close() {
    return server.close();
  }

  private void answer(HttpServerRequest request) {
    asked.incrementAndGet();
    if (!silent) {
      request.body().onSuccess(body -> answer(request, body));
    }
  }

  private void answer(HttpServerRequest request, Buffer body) {
    long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    ChatAnswer told = next.poll();
    if (told == null) {
      told = bucket.refusal(request.path(), now);
    }
    if (told == null) {
      ChatAnswer judged = request.path().startsWith("/services/")
          ? SlackRules.judged(body)
          : discord.judged(request, body);
      if (judged.status() / 100 == 2) {
        posts.add(new Post(request.path(), judged.thread(), Json.read(body), now));
      }
      told = bucket.told(request.path(), judged);
    }
    told.to(request.response());
  }
}
