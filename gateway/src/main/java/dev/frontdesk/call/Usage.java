package dev.frontdesk.call;

/**
 * What one response or transcription consumed and cost (openai.md 6.2).
 *
 * @param kind {@code response} or {@code transcription}
 * @param seconds of audio, for models priced by time; else 0
 * @param costMicros micro-dollars by the dated price table; 0 with {@code priced} false if the model has no price
 */
public record Usage(
    String kind,
    String model,
    int textIn,
    int textCachedIn,
    int audioIn,
    int audioCachedIn,
    int textOut,
    int audioOut,
    double seconds,
    long costMicros,
    boolean priced) {}
