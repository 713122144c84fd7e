/**
 * A delivery comes in: verify the signature on the raw bytes, decode, claim the call with one durable insert, hand it on, answer.
 * Nothing else happens before the answer, and nothing is written for a delivery that is not genuine.
 */
@NullMarked
package dev.frontdesk.webhook;

import org.jspecify.annotations.NullMarked;
