/**
 * The Realtime API as a provider: the only room that knows its JSON. {@link dev.frontdesk.provider.realtime.Deliveries} reads its
 * webhooks, {@link dev.frontdesk.provider.realtime.SessionConfig} writes what a call is accepted with,
 * {@link dev.frontdesk.provider.realtime.CallsApi} and {@link dev.frontdesk.provider.realtime.SidebandClient} talk to it, and
 * {@link dev.frontdesk.provider.realtime.RealtimeModel} folds its frames.
 */
@NullMarked
package dev.frontdesk.provider.realtime;

import org.jspecify.annotations.NullMarked;
