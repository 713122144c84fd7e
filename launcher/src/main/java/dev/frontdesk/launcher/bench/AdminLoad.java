package dev.frontdesk.launcher.bench;

import java.time.Duration;

/**
 * How much of each.
 *
 * @param seconds each wave of reads
 * @param rate reads a second of the paced wave
 */
record AdminLoad(int publications, int seconds, int rate, int contacts) {
  Duration span() {
    return Duration.ofSeconds(seconds);
  }
}
