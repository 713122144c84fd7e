package dev.frontdesk.simulator.load;

/** Of one duration, in milliseconds; all zero if {@code n} is. */
public record Percentiles(int n, double p50, double p95, double p99, double max) {}
