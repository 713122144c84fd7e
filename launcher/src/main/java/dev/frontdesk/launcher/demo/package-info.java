/** A telephone system in a box: a database, a gateway, a provider, two agencies, four businesses and their callers, for two minutes. */
@NullMarked
package dev.frontdesk.launcher.demo;

import org.jspecify.annotations.NullMarked;
