/** The carrier against a toy gateway that answers with the TwiML a test gives it. */
package dev.frontdesk.simulator.carrier;
