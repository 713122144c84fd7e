package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.simulator.script.Misbehaviour.Caption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The caller as the provider hears him: voice activity, transcripts, key presses. */
final class CallerVoice {
  private final Scene scene;
  private final Caption caption;
  private final Deque<Runnable> owed = new ArrayDeque<>();
  private double heardMs;

  CallerVoice(Scene scene) {
    this.scene = scene;
    caption = scene.script.misbehaviour().caption();
  }

  /**
   * @param begun run when the voice is first heard, so it can cut the agent's
   * @param ended run when the turn is committed
   */
  void say(String text, Runnable begun, Runnable ended) {
    String item = scene.ids.next("item_");
    double length = Speech.lengthMs(text);
    scene.wire.send(scene
        .wire
        .event("input_audio_buffer.speech_started")
        .put("audio_start_ms", (int) heardMs)
        .put("item_id", item));
    begun.run();
    scene.clock.afterSpeech(length, () -> commit(item, text, length, ended));
  }

  void press(char key) {
    scene.wire.send(scene
        .wire
        .bare("input_audio_buffer.dtmf_event_received")
        .put("event", String.valueOf(key))
        .put("received_at", Instant.now().getEpochSecond()));
  }

  /** A response is complete: transcripts that are late by one reply, or by one turn, come now. */
  void replied() {
    int keep = caption == Caption.AFTER_NEXT_TURN ? 1 : 0;
    while (owed.size() > keep) {
      owed.removeFirst().run();
    }
  }

  private void commit(String item, String text, double length, Runnable ended) {
    heardMs += length;
    scene.tokens.heard(length);
    scene.wire.send(scene
        .wire
        .event("input_audio_buffer.speech_stopped")
        .put("audio_end_ms", (int) heardMs)
        .put("item_id", item));
    scene.wire.send(scene
        .wire
        .event("input_audio_buffer.committed")
        .put("item_id", item)
        .put("previous_item_id", scene.conversation.last()));
    ObjectNode heard = Items.caller(item, null);
    scene.conversation.add(heard);
    scene.conversation.done(heard);
    scene.witness.callerSaid(item, text);
    if (scene.session.transcribes()) {
      transcribe(item, text, length);
    }
    ended.run();
  }

  private void transcribe(String item, String text, double length) {
    switch (caption) {
      case BEFORE_REPLY -> transcript(item, text, length);
      case AFTER_REPLY, AFTER_NEXT_TURN -> {
        scene.witness.misbehaved("transcript late");
        owed.addLast(() -> transcript(item, text, length));
      }
      case FAILED -> failure(item);
      case NEVER -> scene.witness.misbehaved("transcript never sent");
    }
  }

  private void transcript(String item, String text, double length) {
    for (String piece : Speech.pieces(text)) {
      scene.wire.send(event("delta", item).put("delta", piece));
    }
    ObjectNode completed = event("completed", item).put("transcript", text);
    completed.putObject("usage").put("type", "duration").put("seconds", length / 1000);
    scene.wire.send(completed);
    ObjectNode kept = scene.conversation.find(item);
    if (kept != null && kept.path("content").get(0) instanceof ObjectNode audio) {
      audio.put("transcript", text);
    }
  }

  private void failure(String item) {
    scene.witness.misbehaved("transcription failed");
    ObjectNode failed = event("failed", item);
    failed
        .putObject("error")
        .put("type", "transcription_error")
        .put("code", "audio_unintelligible")
        .put("message", "The audio could not be transcribed.");
    scene.wire.send(failed);
  }

  private ObjectNode event(String kind, String item) {
    return scene
        .wire
        .event("conversation.item.input_audio_transcription." + kind)
        .put("item_id", item)
        .put("content_index", 0);
  }
}
