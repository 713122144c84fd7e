/**
 * Chats that take messages by webhook, as Discord and Slack do: they hold what comes in against the limits of their documentation, count
 * it against a bucket, and misbehave when they are told to.
 */
@NullMarked
package dev.frontdesk.simulator.chat;

import org.jspecify.annotations.NullMarked;
