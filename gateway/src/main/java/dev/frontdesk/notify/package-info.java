/**
 * Who is told: webhooks of tenants and agencies hear of what happened in calls, signed as Standard Webhooks has it, and people by Discord,
 * Slack and e-mail, at least once, with retries over days. Never inside a call: it reads the outbox, which was written with what it tells
 * of. A notice is what people read, before it is written for a kind of channel.
 */
@NullMarked
package dev.frontdesk.notify;

import org.jspecify.annotations.NullMarked;
