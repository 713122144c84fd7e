/** Tests of the store against a real PostgreSQL; each class has a migrated database of its own. */
@NullMarked
package dev.frontdesk.store;

import org.jspecify.annotations.NullMarked;
