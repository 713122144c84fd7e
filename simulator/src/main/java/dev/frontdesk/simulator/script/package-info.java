/**
 * What is to happen in one simulated call, as a short YAML file: who calls whom, what goes wrong on the way, what is said and done step by step, and what must have been true when it is over.
 * Everything here is a value; a wrong script is told by file, line and key.
 */
@NullMarked
package dev.frontdesk.simulator.script;

import org.jspecify.annotations.NullMarked;
