package dev.frontdesk.model;

/** A record with one component that is written as that component alone, in JSON as in a log. */
public interface Wrapped {}
