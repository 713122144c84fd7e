package dev.frontdesk.launcher.demo;

import dev.frontdesk.launcher.settings.Setting;
import dev.frontdesk.launcher.terminal.UntilStopped;
import dev.frontdesk.simulator.caldav.CalendarServer;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.chat.ChatServer;
import dev.frontdesk.store.Database;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Map;

/** The other way in: a carrier whose calls pass through us as sound, and what a business on it has besides: a calendar and a chat. */
final class CarrierSide {
  static final String CALENDAR_USER = "desk";
  static final String CALENDAR_PASSWORD = "demo-calendar";
  private static final String PUBLIC = "https://voice.example.com";

  /** A ring timeout of 20 s has to outlast the moment in which a human picks up. */
  private static final double FASTEST = 0.2;

  private final CarrierOptions options;
  private final Carrier carrier;
  private final CalendarServer calendar;
  private final ChatServer chats;
  private volatile URI gateway = URI.create("http://127.0.0.1:1");

  CarrierSide(Vertx outside, UntilStopped stops, double pace) {
    options = CarrierOptions.defaults().withPace(Math.max(FASTEST, pace)).withRoute(this::found);
    carrier = Carrier.start(outside, options).await();
    stops.with(() -> carrier.close().await());
    calendar = CalendarServer.open(outside, CALENDAR_USER, CALENDAR_PASSWORD).await();
    chats = ChatServer.open(outside).await();
  }

  Carrier carrier() {
    return carrier;
  }

  CalendarServer calendar() {
    return calendar;
  }

  ChatServer chats() {
    return chats;
  }

  /** What the gateway has to know of it. */
  Map<Setting, String> settings() {
    return Map.of(
        Setting.PUBLIC_URL,
        PUBLIC,
        Setting.TWILIO_ACCOUNT_SID,
        options.accountSid(),
        Setting.TWILIO_AUTH_TOKEN,
        options.authToken(),
        Setting.TWILIO_BASE_URL,
        carrier.baseUrl(),
        Setting.OUTWARD_ALLOW,
        "127.0.0.1:%d,127.0.0.1:%d".formatted(calendar.port(), chats.port()));
  }

  /** From now on its calls to {@code number} are answered by the gateway on that port. */
  void reaches(int port, String number) {
    gateway = URI.create("http://127.0.0.1:" + port);
    carrier
        .number(
            number,
            each -> each.withVoice(door("/voice"), "POST").withStatusCallback(door("/status")))
        .await();
  }

  private URI found(URI address) {
    return CarrierOptions.defaults().routedTo(gateway).route().apply(address);
  }

  private static URI door(String path) {
    return URI.create(PUBLIC + "/twilio/" + Database.PLATFORM_CARRIER + path);
  }
}
