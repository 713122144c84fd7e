package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something the agent says: made faster than it sounds, so it can be cut while it is made or while it only sounds. */
final class Utterance {
  /** How far it waits for the caller to speak over it. */
  enum Hold {
    NONE,
    MAKING,
    SOUND
  }

  private enum Stage {
    MAKING,
    SOUNDING,
    OVER
  }

  private static final double MADE_AFTER = 0.3;

  private final Scene scene;
  private final Response response;
  private final String item;
  private final String text;
  private final List<String> pieces;
  private final Hold hold;
  private final Runnable made;
  private final Runnable over;
  private Stage stage = Stage.MAKING;
  private int sent;

  /**
   * @param made run after its response.done
   * @param over run when its sound has ended
   */
  Utterance(
      Scene scene, @Nullable JsonNode asked, String text, Hold hold, Runnable made, Runnable over) {
    this.scene = scene;
    this.text = text;
    this.hold = hold;
    this.made = made;
    this.over = over;
    response = new Response(scene, asked);
    item = scene.ids.next("item_");
    pieces = Speech.pieces(text);
  }

  void begin() {
    response.begin();
    response.added(0, Items.agent(item, "in_progress", null));
    ObjectNode part = content("response.content_part.added");
    part.putObject("part").put("type", "audio").put("transcript", "");
    scene.wire.send(part);
    sound("output_audio_buffer.started");
    sendPieces(pieces.size() / 2);
    if (hold != Hold.MAKING) {
      scene.clock.afterSpeech(Speech.lengthMs(text) * MADE_AFTER, this::make);
    }
  }

  boolean making() {
    return stage == Stage.MAKING;
  }

  /** Whether it has come to where it waits to be interrupted. */
  boolean held() {
    return (hold == Hold.MAKING && stage == Stage.MAKING)
        || (hold == Hold.SOUND && stage == Stage.SOUNDING);
  }

  /** The caller speaks over it. */
  void cut() {
    if (stage == Stage.MAKING) {
      end("cancelled", "turn_detected");
    }
    clear();
  }

  /** The gateway cancels it: no more is made, but what is made sounds on. */
  void cancel() {
    end("cancelled", "client_cancelled");
    stage = Stage.SOUNDING;
    scene.clock.afterSpeech(Speech.lengthMs(String.join("", pieces.subList(0, sent))), this::stop);
  }

  /** Its sound is thrown away. */
  void clear() {
    if (stage == Stage.OVER) {
      return;
    }
    stage = Stage.OVER;
    sound("output_audio_buffer.cleared");
    scene.wire.send(scene
        .wire
        .event("conversation.item.truncated")
        .put("item_id", item)
        .put("content_index", 0)
        .put("audio_end_ms", (int) (Speech.lengthMs(text) / 2)));
    over.run();
  }

  private void make() {
    if (stage != Stage.MAKING) {
      return;
    }
    sendPieces(pieces.size());
    stage = Stage.SOUNDING;
    end("completed", null);
    if (hold != Hold.SOUND) {
      scene.clock.afterSpeech(Speech.lengthMs(text) * (1 - MADE_AFTER), this::stop);
    }
  }

  private void stop() {
    if (stage == Stage.SOUNDING) {
      stage = Stage.OVER;
      sound("output_audio_buffer.stopped");
      over.run();
    }
  }

  private void end(String status, @Nullable String reason) {
    String words = String.join("", pieces.subList(0, sent));
    scene.wire.send(content("response.output_audio.done"));
    scene.wire.send(content("response.output_audio_transcript.done").put("transcript", words));
    ObjectNode part = content("response.content_part.done");
    part.putObject("part").put("type", "audio").put("transcript", words);
    scene.wire.send(part);
    response.done(0, Items.agent(item, reason == null ? "completed" : "incomplete", words));
    response.end(status, reason, words, Speech.lengthMs(words));
    scene.witness.agentSaid(item, words);
    made.run();
  }

  private void sendPieces(int upTo) {
    for (; sent < upTo; sent++) {
      scene.wire.send(
          content("response.output_audio_transcript.delta").put("delta", pieces.get(sent)));
    }
  }

  private void sound(String type) {
    scene.wire.send(scene.wire.event(type).put("response_id", response.id()));
  }

  private ObjectNode content(String type) {
    return response.event(type, 0).put("item_id", item).put("content_index", 0);
  }
}
