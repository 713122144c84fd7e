package dev.frontdesk.admin.api;

import dev.frontdesk.model.Channel;
import dev.frontdesk.model.ChannelKind;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.store.ChannelStore;
import dev.frontdesk.store.ChannelStore.Kept;
import dev.frontdesk.store.SecretVault;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Channels by name. The address of a chat is not shown; who leaves it out leaves it as it is. */
final class ChannelsSection extends Section<List<ChannelsSection.Part>> {
  private final OutwardAllow allow;
  private final @Nullable SecretVault vault;

  ChannelsSection(OutwardAllow allow, @Nullable SecretVault vault) {
    super("channels", false);
    this.allow = allow;
    this.vault = vault;
  }

  /** @param url null when it is read */
  record Part(
      String name,
      String kind,
      @Nullable String url,
      @Nullable List<String> recipients,
      List<String> events,
      @Nullable Boolean personal,
      @Nullable Boolean live,
      @Nullable Boolean forum,
      @Nullable Boolean enabled) {
    static Part of(Channel channel, @Nullable String url) {
      return new Part(
          channel.name(),
          channel.kind().word(),
          url,
          channel.recipients(),
          channel.events().stream().sorted().toList(),
          channel.personal(),
          channel.live(),
          channel.forum(),
          channel.enabled());
    }

    Channel channel(@Nullable Channel before, String pointer, OutwardAllow allow) {
      return new ChannelEdit(kind, url, recipients, events, personal, live, forum, enabled)
          .channel(name, before, pointer, allow);
    }

    /** Nothing that could be logged by mistake. */
    @Override
    public String toString() {
      return "Part[" + name + "]";
    }
  }

  @Override
  Future<@Nullable List<Part>> read(TenantStores stores, Tenant tenant) {
    return stores
        .channels()
        .list()
        .map(all -> all.stream().map(each -> Part.of(each.channel(), null)).toList());
  }

  /** What needs to be known of a channel that is there is its kind; whether its address is, is asked when it is written. */
  @Override
  List<Part> settled(Object wanted, Tenant tenant, @Nullable List<Part> before) {
    List<Part> parts = parsedList(wanted, Part.class);
    if (parts.stream().map(Part::name).distinct().count() < parts.size()) {
      throw Fault.invalid("/channels", "a name stands there twice");
    }
    Map<String, Part> known = (before == null ? List.<Part>of() : before)
        .stream().collect(Collectors.toMap(Part::name, Function.identity()));
    return IntStream.range(0, parts.size())
        .mapToObj(i -> settled(parts.get(i), known.get(parts.get(i).name()), "/channels/" + i))
        .sorted(Comparator.comparing(Part::name))
        .toList();
  }

  private Part settled(Part part, @Nullable Part known, String pointer) {
    Channel before = known == null
        ? null
        : new Channel(
            known.name(),
            ChannelKind.of(known.kind()),
            "",
            known.recipients() == null ? List.of() : known.recipients(),
            known.events(),
            true,
            false,
            false,
            true);
    return Part.of(part.channel(before, pointer, allow), part.url());
  }

  @Override
  Future<Void> write(
      TenantStores stores, Tenant tenant, @Nullable List<Part> before, List<Part> after) {
    return stores.channels().list().compose(all -> write(stores.channels(), all, after));
  }

  private Future<Void> write(ChannelStore store, List<Kept> all, List<Part> after) {
    Map<String, Channel> known = all.stream()
        .map(Kept::channel)
        .collect(Collectors.toMap(Channel::name, Function.identity()));
    var names = after.stream().map(Part::name).collect(Collectors.toSet());
    Future<?> done = Future.succeededFuture();
    for (String name : known.keySet()) {
      if (!names.contains(name)) {
        done = done.compose(last -> store.delete(name));
      }
    }
    for (Part each : after) {
      Channel channel = each.channel(known.get(each.name()), "/channels", allow);
      done = done.compose(last -> ChannelRoutes.save(store, channel, each.url(), vault));
    }
    return done.mapEmpty();
  }
}
