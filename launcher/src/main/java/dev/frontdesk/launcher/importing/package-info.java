/**
 * Brings a single-tenant receptionist (a folder of its prompt, knowledge, contacts and transfer numbers, and its environment file) in as a
 * tenant. Everything is read and checked before anything is written.
 */
@NullMarked
package dev.frontdesk.launcher.importing;

import org.jspecify.annotations.NullMarked;
