package dev.frontdesk.model;

import java.util.List;

/**
 * Where people of a tenant are told of events. The address of a chat is its secret and not part of it.
 *
 * @param name by which the tenant knows it
 * @param kind every kind but a webhook
 * @param host where a chat's address leads: scheme, host and port; blank for other kinds
 * @param recipients addresses of e-mail, numbers of text messages; none for a chat
 * @param events kinds of events it is told of
 * @param personal whether it is also told what names a caller or what they said
 * @param live whether a chat is also told what is said while it is said
 * @param forum whether every call is a post of its own there
 */
public record Channel(
    String name,
    ChannelKind kind,
    String host,
    List<String> recipients,
    List<String> events,
    boolean personal,
    boolean live,
    boolean forum,
    boolean enabled) {
  public Channel {
    recipients = List.copyOf(recipients);
    events = List.copyOf(events);
  }
}
