/**
 * Calendars of businesses, read and written by CalDAV (RFC 4791) with appointments as RFC 5545 has them. Addresses and answers are
 * strangers': requests go through the screen of {@code outward}, answers are read with limits.
 */
@org.jspecify.annotations.NullMarked
package dev.frontdesk.caldav;
