/**
 * Who is told: webhooks of tenants and agencies hear of what happened in calls, signed as Standard Webhooks has it, at least once, with
 * retries over days. Never inside a call: it reads the outbox, which was written with what it tells of.
 */
@NullMarked
package dev.frontdesk.notify;

import org.jspecify.annotations.NullMarked;
