/**
 * The carrier's door: verifies Twilio's signed requests, answers them with TwiML, hands out the one-time tokens of media streams and
 * speaks the carrier's REST API. The only room that knows Twilio's words; what becomes of a call is decided elsewhere.
 */
@NullMarked
package dev.frontdesk.twilio;

import org.jspecify.annotations.NullMarked;
