package dev.frontdesk.model;

import java.util.Locale;

/** How somebody is told of an event. */
public enum ChannelKind {
  /** A program, by a signed request (Standard Webhooks). */
  WEBHOOK,
  /** People in a channel of Discord, by its webhook. */
  DISCORD,
  /** People in a channel of Slack, by its incoming webhook. */
  SLACK,
  /** People by e-mail. */
  EMAIL,
  /** People by text message. */
  SMS;

  /** As in the contract and the database. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws IllegalArgumentException if there is no such kind */
  public static ChannelKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether its address is its secret. */
  public boolean isChat() {
    return this == DISCORD || this == SLACK;
  }
}
