/** The simulator against a toy gateway: what it promises to others, and that it misbehaves when told to. */
package dev.frontdesk.simulator;
