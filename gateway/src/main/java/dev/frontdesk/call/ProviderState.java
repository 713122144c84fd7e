package dev.frontdesk.call;

/**
 * The small state that the adapter of a voice model keeps per call. It travels with the call and means nothing to the core.
 * Implementations are immutable records, named to the codec where the gateway is put together.
 */
public interface ProviderState {}
