package dev.frontdesk.store;

import dev.frontdesk.model.Calendar;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.CallSummary;
import dev.frontdesk.model.Channel;
import dev.frontdesk.model.ChannelKind;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.EmergencyCare;
import dev.frontdesk.model.HttpTool;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.McpServer;
import dev.frontdesk.model.MoveToken;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.Screening;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.SlotRules;
import dev.frontdesk.model.SummarySettings;
import dev.frontdesk.model.Texting;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.model.Voicemail;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Fills a house: at least one row of its tenant in every table that tenants have. */
final class Furniture {
  static final SecretVault VAULT =
      SecretVault.of(Secret.of(Base64.getEncoder().encodeToString(new byte[32])));

  static final CallSummary SUMMARY = new CallSummary(
      "A caller asked for bread.",
      CallSummary.Sentiment.NEUTRAL,
      List.of("question"),
      List.of("Bake more."),
      "m");

  private Furniture() {}

  static House furnished(Database database) {
    House house = House.withOwnEndpoint(database);
    Wait.on(database.inTenant(
        house.tenant(),
        stores -> stores.webhooks().create(webhook("message.taken"), Secret.of("s"), VAULT)));
    Wait.on(database.inTenant(
        house.tenant(),
        stores -> stores
            .channels()
            .save(channel())
            .compose(saved -> stores
                .channels()
                .replaceAddress("chat", Secret.of("https://a.example/x"), VAULT))));
    CallId call = house.open(database);
    Wait.on(database
        .journal()
        .append(List.of(
            House.fact(
                call,
                2,
                "utterance",
                "{\"item\":\"a\",\"place\":1,\"side\":\"caller\",\"text\":\"x\",\"state\":\"complete\"}"),
            House.fact(call, 3, "usage", "{\"costMicros\":5}"),
            House.fact(call, 4, "transfer.attempted", "{\"attempt\":\"1\"}"))));
    Wait.on(database
        .streamTokens()
        .make(
            House.sha256(call.toString()),
            call,
            house.tenant(),
            "AC1",
            "CA1",
            House.NOON,
            Duration.ofSeconds(60)));
    Wait.on(database
        .moves()
        .make(
            MoveToken.of(ByteBuffer.allocate(MoveToken.BYTES)
                .putLong(call.value().getMostSignificantBits())
                .putLong(call.value().getLeastSignificantBits())
                .array()),
            call,
            house.tenant(),
            "transfer-1",
            house.endpoint(),
            House.NOON,
            Duration.ofSeconds(60)));
    Wait.on(database.effects().takeMessage(call, 1, "t", house.tenant(), "{\"message\":\"m\"}"));
    followed(database, house);
    wrote(database, house, call);
    sumUp(database, house, call);
    Wait.on(database
        .recordings()
        .recorded(house.endpoint(), call, house.tenant(), "RE" + call, house.number(), 3));
    Wait.on(
        database.claims().refuse(house.endpoint(), "p", "c", "d", "unknown number", House.NOON));
    Wait.on(database.inTenant(house.tenant(), stores -> furnish(stores, house)));
    Wait.on(database.inAgency(
        house.agency(),
        stores -> stores.templates().save(new TemplateStore.Template("salon", draft()))));
    Wait.on(database.erasures().erase(house.tenant(), House.newNumber(), "me"));
    return house;
  }

  /** One call that is summed up, and one that is still to be. */
  private static void sumUp(Database database, House house, CallId call) {
    var node = new NodeId("furniture " + call);
    AfterCallStore calls = database.afterCalls();
    Wait.on(database.journal().append(List.of(House.fact(call, 5, "call.ended", "{}"))));
    var job = Wait.on(calls.take(node, Duration.ofMinutes(1), Duration.ZERO, 10_000)).stream()
        .filter(each -> each.call().equals(call))
        .findFirst()
        .orElseThrow();
    Wait.on(calls.settle(node, job, SUMMARY));
    Wait.on(calls.release(node));
    CallId next = house.open(database);
    Wait.on(database.journal().append(List.of(House.fact(next, 2, "call.ended", "{}"))));
  }

  private static Future<Void> furnish(TenantStores stores, House house) {
    var contact =
        new Contact(new ContactId(UUID.randomUUID()), house.number(), "C", true, false, null, "");
    var target = new TransferTarget(
        "owner", "O", List.of(), "+421900000002", "", TransferTarget.Kind.PERSON, null);
    var hours = new OpeningHours(
        ZoneId.of("Europe/Bratislava"),
        Map.of(
            DayOfWeek.MONDAY,
            List.of(new OpeningHours.Span(LocalTime.of(9, 0), LocalTime.MIDNIGHT))),
        List.of(new OpeningHours.Holiday(LocalDate.of(2026, 12, 24), "Eve", List.of())));
    return stores
        .contacts()
        .upsert(List.of(contact))
        .compose(done -> stores.targets().save(target))
        .compose(done -> stores.hours().replace(hours))
        .compose(done -> stores.screening().save(Screening.DEFAULTS))
        .compose(done -> stores.emergency().save(EmergencyCare.DEFAULTS))
        .compose(done -> stores.summaries().save(SummarySettings.DEFAULTS))
        .compose(done -> stores.voicemail().save(Voicemail.DEFAULTS))
        .compose(done -> stores.texting().save(Texting.DEFAULTS))
        .compose(done -> stores.blocks().create(UUID.randomUUID(), "+4219*", ""))
        .compose(done -> stores.profiles().saveDraft(draft()))
        .compose(id -> stores.canary().save(id, 10))
        .compose(done -> stores
            .endpoints()
            .addSecret(house.endpoint(), EndpointStore.Kind.API_KEY, Secret.of("s"), VAULT))
        .compose(done -> stores.httpTools().save(tool()))
        .compose(done -> stores
            .httpTools()
            .replaceSecret(
                "lookup",
                new HttpToolStore.Opened(
                    new HttpToolStore.Kept(
                        HttpToolStore.Kind.HEADER, "x-token", "https://a.example:443"),
                    Secret.of("s")),
                VAULT))
        .compose(done -> stores.mcpServers().save(mcpServer()))
        .compose(done -> stores
            .mcpServers()
            .authorize(
                "shop",
                new McpServerStore.Authorization("https://a.example", Secret.of("s")),
                VAULT))
        .compose(done -> stores.calendars().save(calendar()))
        .compose(done -> stores
            .calendars()
            .replacePassword(
                "shop", new CalendarStore.Password("https://a.example:443", Secret.of("s")), VAULT))
        .compose(done -> stores
            .keys()
            .add(new ApiKeyStore.Fresh("k", "tenant", sha(house.tenant().value()), "fd_", null)))
        .compose(id -> stores
            .answers()
            .keep(
                id,
                "once",
                new IdempotencyStore.Given(sha(house.tenant().value()), 201, null, "{}")))
        .compose(done -> stores.audit().add("me", "made", "it", "{}"));
  }

  static WebhookStore.Setting webhook(String... events) {
    return new WebhookStore.Setting("https://a.example/hook", List.of(events), "", false, true);
  }

  static Channel channel() {
    return new Channel(
        "chat",
        ChannelKind.SLACK,
        "https://a.example:443",
        List.of(),
        List.of("message.taken"),
        true,
        true,
        false,
        true);
  }

  /** A chat that was told of a call. */
  private static void followed(Database database, House house) {
    var node = new NodeId("follower " + house.tenant());
    OutboxStore outbox = database.outbox(VAULT);
    UUID chat = Wait.on(
            database.inTenant(house.tenant(), stores -> stores.channels().byName("chat")))
        .orElseThrow()
        .id();
    var taken = Wait.on(outbox.take(node, Duration.ofMinutes(1), 1, 10_000)).stream()
        .filter(each -> each.webhook().equals(chat))
        .findFirst()
        .orElseThrow();
    Wait.on(database.chats().told(node, taken, null, List.of("a"), false, null));
    Wait.on(outbox.release(node));
  }

  /** A text message, from a number that it had for that. */
  private static void wrote(Database database, House house, CallId call) {
    var number = House.newNumber();
    var carriers =
        new NumberStore.Did(number, house.tenant(), Database.PLATFORM_CARRIER, "carrier");
    Wait.on(database.inTenant(house.tenant(), stores -> stores.numbers().add(carriers)));
    var begun = Wait.on(database.texts().begin(house.tenant(), call, null, House.newNumber(), 1));
    if (begun.isEmpty()) {
      throw new AssertionError("there is no number to write from");
    }
    Wait.on(database.inTenant(house.tenant(), stores -> stores.numbers().release(number)));
  }

  static ProfileStore.Draft draft() {
    return new ProfileStore.Draft(
        "p",
        "g",
        "",
        VoiceSettings.DEFAULTS,
        Set.of("transfer"),
        List.of(new KnowledgeArticle("t", "b")));
  }

  static McpServer mcpServer() {
    return new McpServer("shop", "d", "https://a.example/mcp", null, List.of("stock"));
  }

  static Calendar calendar() {
    return new Calendar(
        "shop",
        "d",
        "https://a.example/c/",
        "u",
        new SlotRules(Duration.ofMinutes(30), Duration.ofHours(1), 14, 3));
  }

  static HttpTool tool() {
    return new HttpTool(
        "lookup",
        "d",
        HttpTool.Method.GET,
        "https://a.example/{id}",
        Map.of("type", "object"),
        null,
        Map.of("x-plain", "p"),
        List.of("x-token"),
        false,
        Duration.ofSeconds(5),
        true,
        "");
  }

  private static Buffer sha(UUID id) {
    return Buffer.buffer(ByteBuffer.allocate(32)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array());
  }
}
