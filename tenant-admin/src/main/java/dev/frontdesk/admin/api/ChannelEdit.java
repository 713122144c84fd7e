package dev.frontdesk.admin.api;

import dev.frontdesk.model.Channel;
import dev.frontdesk.model.ChannelKind;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.outward.OutwardFailure;
import dev.frontdesk.outward.OutwardUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A channel as sent; what is absent is as when it was never set.
 *
 * @param url absent: as it was
 */
record ChannelEdit(
    String kind,
    @Nullable String url,
    @Nullable List<String> recipients,
    List<String> events,
    @Nullable Boolean personal,
    @Nullable Boolean live,
    @Nullable Boolean forum,
    @Nullable Boolean enabled) {
  /**
   * @param pointer before the names of its fields
   * @param before of the same name; null: it is new
   */
  Channel channel(String name, @Nullable Channel before, String pointer, OutwardAllow allow) {
    ChannelKind wanted = ChannelKind.of(kind);
    if (before != null && before.kind() != wanted) {
      throw Fault.invalid(pointer + "/kind", "stays " + before.kind().word());
    }
    List<String> people = recipients == null ? List.of() : recipients;
    if (people.isEmpty() != wanted.isChat()) {
      throw Fault.invalid(
          pointer + "/recipients",
          wanted.isChat() ? "a chat has none" : "must name who is to be told");
    }
    people.forEach(each -> reachable(wanted, each, pointer + "/recipients"));
    boolean follows = Boolean.TRUE.equals(live);
    if (follows && (!wanted.isChat() || Boolean.FALSE.equals(personal))) {
      throw Fault.invalid(
          pointer + "/live",
          wanted.isChat() ? "tells what callers say: personal must be true" : "is of chats only");
    }
    if (Boolean.TRUE.equals(forum) && wanted != ChannelKind.DISCORD) {
      throw Fault.invalid(pointer + "/forum", "is of discord only");
    }
    return new Channel(
        name,
        wanted,
        host(wanted, before, pointer + "/url", allow),
        people,
        events.stream().sorted().toList(),
        !Boolean.FALSE.equals(personal),
        follows,
        Boolean.TRUE.equals(forum),
        !Boolean.FALSE.equals(enabled));
  }

  /** The contract takes addresses and numbers; which of them it is depends on the kind. */
  private static void reachable(ChannelKind kind, String recipient, String pointer) {
    boolean number = PhoneNumber.tryE164(recipient).isPresent();
    if (number != (kind == ChannelKind.SMS)) {
      throw Fault.invalid(
          pointer, kind == ChannelKind.SMS ? "must be numbers in E.164" : "must be addresses");
    }
  }

  private String host(
      ChannelKind wanted, @Nullable Channel before, String pointer, OutwardAllow allow) {
    String given = url;
    if (!wanted.isChat()) {
      if (given != null) {
        throw Fault.invalid(pointer, "is of chats only");
      }
      return "";
    }
    if (given == null) {
      if (before == null) {
        throw Fault.invalid(pointer, "must be given: the chat has none yet");
      }
      return before.host();
    }
    try {
      return OutwardUrl.of(given, allow).origin();
    } catch (OutwardFailure refused) {
      throw Fault.invalid(pointer, String.valueOf(refused.getMessage()));
    }
  }

  /** Nothing that could be logged by mistake. */
  @Override
  public String toString() {
    return "ChannelEdit[" + kind + "]";
  }
}
