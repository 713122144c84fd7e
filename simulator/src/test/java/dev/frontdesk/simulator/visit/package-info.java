/** Both sides of calls that come over the carrier. */
package dev.frontdesk.simulator.visit;
