package dev.frontdesk.launcher.demo;

import dev.frontdesk.model.Calendar;
import dev.frontdesk.model.Channel;
import dev.frontdesk.model.ChannelKind;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.SlotRules;
import dev.frontdesk.model.ToolNames;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.store.CalendarStore.Password;
import dev.frontdesk.store.SecretVault;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The business on the carrier: it knows more than fits a prompt, books repairs, and has a person who is asked before a call is put through. */
final class Workshop {
  static final String NUMBER = "+15550100004";
  static final String PERSON = "Robin";
  static final String PERSON_NUMBER = "+15550100040";
  static final String TARGET = "robin";
  static final String CHAT = "workshop";

  private static final Set<String> TOOLS = Set.of(
      ToolNames.TRANSFER_CALL,
      ToolNames.TAKE_MESSAGE,
      ToolNames.END_CALL,
      ToolNames.GET_CURRENT_TIME,
      ToolNames.FIND_APPOINTMENTS,
      ToolNames.BOOK_APPOINTMENT);
  private static final List<String> PARTS = List.of(
      "brake pads",
      "brake cable",
      "brake disc",
      "hydraulic brake",
      "chain",
      "cassette",
      "crank",
      "bottom bracket",
      "front derailleur",
      "rear derailleur",
      "shifter",
      "gear hub",
      "front wheel",
      "rear wheel",
      "spoke",
      "rim",
      "inner tube",
      "tyre",
      "tubeless tyre",
      "front fork",
      "headset",
      "stem",
      "handlebar",
      "grips",
      "saddle",
      "seat post",
      "pedals",
      "mudguards",
      "rack",
      "kickstand",
      "front light",
      "rear light",
      "hub dynamo",
      "bell",
      "lock",
      "child seat",
      "trailer",
      "motor",
      "display",
      "frame");
  private static final String PRICE =
      "Fitting a %1$s costs %2$d dollars with labour and takes %3$d minutes. Bring the bicycle in the"
          + " morning and it is ready the same day, in spring and before holidays the day after. A %1$s that is worn is shown before it is"
          + " replaced; nothing is done that was not agreed. We keep what was taken off for a week for whoever wants to see it. The work is"
          + " guaranteed for a year, the %1$s as long as its maker says. Electric bicycles come without the battery.";

  private Workshop() {}

  static Business business(WorldClock clock) {
    return new Business(
        Cast.MERIDIAN,
        "spoke-and-crank",
        "Spoke & Crank Bicycles",
        new PhoneNumber(NUMBER),
        "en",
        clock.open(),
        "You are Noor, the receptionist of Spoke & Crank Bicycles, a repair workshop. Be brief. Look up hours and prices.",
        "Spoke and Crank Bicycles, this is Noor. What can I do for you?",
        "",
        knowledge(),
        List.of(),
        List.of(new TransferTarget(
            TARGET,
            PERSON,
            List.of("the mechanic"),
            PERSON_NUMBER,
            "Frames, and whatever needs a mechanic.",
            TransferTarget.Kind.PERSON,
            null,
            new TransferTarget.Warm(Duration.ofSeconds(20)))),
        TOOLS);
  }

  /** Its calendar, and the chat in which messages are told. */
  static Future<?> furnish(TenantStores stores, CarrierSide outside, SecretVault vault) {
    String url = outside.calendar().url();
    var rules = new SlotRules(Duration.ofMinutes(30), Duration.ofHours(1), 14, 3);
    var password =
        new Password(url.replaceFirst("/shop/$", ""), Secret.of(CarrierSide.CALENDAR_PASSWORD));
    var chat = new Channel(
        CHAT, ChannelKind.SLACK, "", List.of(), List.of("message.taken"), true, false, false, true);
    return stores
        .calendars()
        .save(new Calendar("repairs", "", url, CarrierSide.CALENDAR_USER, rules))
        .compose(saved -> stores.calendars().replacePassword("repairs", password, vault))
        .compose(kept -> stores.channels().save(chat))
        .compose(saved ->
            stores.channels().replaceAddress(CHAT, Secret.of(outside.chats().slack(CHAT)), vault));
  }

  /** More than 15 000 characters, so that it is looked up. */
  private static List<KnowledgeArticle> knowledge() {
    var articles = new ArrayList<KnowledgeArticle>();
    articles.add(new KnowledgeArticle(
        "Opening hours", "We are open every day, also on Saturday, from eight to eight."));
    for (int i = 0; i < PARTS.size(); i++) {
      String part = PARTS.get(i);
      articles.add(new KnowledgeArticle(
          "Price: " + part, PRICE.formatted(part, 10 + 3 * i, 15 + 5 * (i % 9))));
    }
    return articles;
  }
}
