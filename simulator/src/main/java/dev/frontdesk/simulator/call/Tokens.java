package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Counts tokens as the provider bills them: the whole conversation is input again each time, mostly from the cache. */
final class Tokens {
  private static final int CHARS_PER_TOKEN = 4;
  private static final int CALLER_MS_PER_TOKEN = 100;
  private static final int AGENT_MS_PER_TOKEN = 50;
  private static final int CACHE_BLOCK = 64;

  private int text;
  private int audio;
  private int cachedText;
  private int cachedAudio;

  void read(String words) {
    text += words.length() / CHARS_PER_TOKEN + 1;
  }

  void heard(double callerMs) {
    audio += (int) (callerMs / CALLER_MS_PER_TOKEN);
  }

  /** The usage of a response that said or wrote {@code words} and {@code agentMs} of sound; both become input of the next. */
  ObjectNode usage(String words, double agentMs) {
    int textOut = words.length() / CHARS_PER_TOKEN + 1;
    int audioOut = (int) (agentMs / AGENT_MS_PER_TOKEN);
    ObjectNode usage = JsonNodeFactory.instance.objectNode();
    usage.put("total_tokens", text + audio + textOut + audioOut);
    usage.put("input_tokens", text + audio).put("output_tokens", textOut + audioOut);
    ObjectNode in = usage.putObject("input_token_details");
    in.put("text_tokens", text).put("audio_tokens", audio).put("image_tokens", 0);
    in.put("cached_tokens", cachedText + cachedAudio);
    in.putObject("cached_tokens_details")
        .put("text_tokens", cachedText)
        .put("audio_tokens", cachedAudio)
        .put("image_tokens", 0);
    usage
        .putObject("output_token_details")
        .put("text_tokens", textOut)
        .put("audio_tokens", audioOut);
    cachedText = text / CACHE_BLOCK * CACHE_BLOCK;
    cachedAudio = audio / CACHE_BLOCK * CACHE_BLOCK;
    text += textOut;
    audio += audioOut;
    return usage;
  }
}
