/** Which database this process uses: the embedded one of its data folder, or the one that {@code DATABASE_URL} names; brought up to date before anything else runs. */
@NullMarked
package dev.frontdesk.launcher.database;

import org.jspecify.annotations.NullMarked;
