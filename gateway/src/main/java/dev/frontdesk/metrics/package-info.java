/**
 * Figures of this process for Prometheus (docs/metrics.md). Labels are enumerations of ours: never a tenant, a call, a number or a path,
 * so that what is kept does not grow with who calls. Every meter is looked up once, before the first call.
 */
@NullMarked
package dev.frontdesk.metrics;

import org.jspecify.annotations.NullMarked;
