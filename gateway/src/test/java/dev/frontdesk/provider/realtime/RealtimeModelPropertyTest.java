package dev.frontdesk.provider.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.call.CallEvent.CallerSaid;
import dev.frontdesk.call.CallEvent.ToolRequested;
import dev.frontdesk.call.ModelCommand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RealtimeModelPropertyTest {
  private static final List<String> KINDS = List.of(
      "session.updated",
      "conversation.item.added",
      "conversation.item.truncated",
      "conversation.item.retrieved",
      "response.created",
      "response.done",
      "response.output_item.done",
      "response.output_audio_transcript.delta",
      "response.output_audio_transcript.done",
      "conversation.item.input_audio_transcription.delta",
      "conversation.item.input_audio_transcription.completed",
      "conversation.item.input_audio_transcription.failed",
      "input_audio_buffer.speech_started",
      "output_audio_buffer.started",
      "output_audio_buffer.stopped",
      "output_audio_buffer.cleared",
      "error",
      "unknown.type");

  @Property(tries = 300)
  void neverThrowsWhateverComesInWhateverOrder(@ForAll Random random, @ForAll String noise) {
    var script = new Script();
    for (int i = 0; i < 80; i++) {
      switch (random.nextInt(10)) {
        case 8 ->
          script.tells(
              new ModelCommand.LookBack(Script.AT, List.of("i0"), List.of(), List.of("i1")));
        case 9 -> script.tells(new ModelCommand.StopLookingBack(Script.AT));
        case 0 -> script.hears(noise);
        case 1 -> script.tells(new ModelCommand.Continue());
        case 2 -> script.tells(new ModelCommand.Say("l" + random.nextInt(3), noise));
        case 3 -> script.drops();
        default -> script.hears(frame(random));
      }
      assertTrue(script.state().queue().stream()
              .filter(ask -> ask.instructions().isEmpty())
              .count()
          <= 1);
      assertTrue(script.state().queue().size() <= 5 && script.state().finished().size() <= 48);
    }
  }

  /** Frames of completed and cancelled responses, shuffled and doubled: what completed is asked once, what was cancelled never. */
  @Property(tries = 300)
  void asksEveryToolOfACompletedResponseExactlyOnce(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 6) int responses) {
    var frames = new ArrayList<String>();
    var expected = new TreeSet<String>();
    for (int r = 0; r < responses; r++) {
      boolean complete = random.nextBoolean();
      var output = new ArrayList<String>();
      for (int c = 0; c < random.nextInt(4); c++) {
        String id = "c" + r + "-" + c;
        String item = "{'type':'function_call','call_id':'" + id + "','name':'n','arguments':'{}'}";
        output.add(item);
        frames.add(
            "{'type':'response.output_item.done','response_id':'r" + r + "','item':" + item + "}");
        if (complete) {
          expected.add(id);
        }
      }
      frames.add("{'type':'response.created','response':{'id':'r" + r + "'}}");
      frames.add("{'type':'response.done','response':{'id':'r" + r + "','status':'"
          + (complete ? "completed" : "cancelled") + "','output':[" + String.join(",", output)
          + "]}}");
    }
    frames.addAll(List.copyOf(frames));
    Collections.shuffle(frames, random);
    var script = new Script();
    frames.forEach(script::hears);
    List<String> asked = script.events().stream()
        .filter(ToolRequested.class::isInstance)
        .map(event -> ((ToolRequested) event).call().id())
        .sorted()
        .toList();
    assertEquals(List.copyOf(expected), asked);
  }

  /** The way back and live events in any order: each utterance comes once. */
  @Property(tries = 300)
  void tellsEveryMissedUtteranceExactlyOnce(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 8) int missed) {
    var script = new Script();
    script.tells(new ModelCommand.LookBack(Script.AT, List.of("m0"), List.of(), List.of()));
    script.hears("{'type':'session.updated','session':{}}");
    var live = new ArrayList<String>();
    for (int i = 1; i <= missed; i++) {
      if (random.nextBoolean()) { // its transcript was only late
        live.add("{'type':'conversation.item.input_audio_transcription.completed','item_id':'m" + i
            + "','transcript':'words'}");
      }
    }
    script.hears("{'type':'conversation.item.added','previous_item_id':'m" + missed
        + "','item':{'id':'p','type':'message','role':'system','content':[{'type':'input_text','text':'"
        + WalkingBack.PROBE + "'}]}}");
    for (int i = missed; i >= 1; i--) {
      while (!live.isEmpty() && random.nextInt(3) == 0) {
        script.hears(live.remove(random.nextInt(live.size())));
      }
      String told = "{'type':'conversation.item.retrieved','previous_item_id':'m" + (i - 1)
          + "','item':{'id':'m" + i
          + "','type':'message','role':'user','content':[{'type':'input_audio','transcript':'words'}]}}";
      script.hears(told);
      script.hears(told);
    }
    live.forEach(script::hears);
    var said = script.events().stream()
        .filter(CallerSaid.class::isInstance)
        .map(event -> ((CallerSaid) event).item())
        .sorted()
        .toList();
    assertEquals(IntStream.rangeClosed(1, missed).mapToObj(i -> "m" + i).toList(), said);
    assertNull(script.state().walk());
  }

  /** A provider that refuses a second response is never asked for one while it runs one, as far as we were told. */
  @Property(tries = 300)
  void neverAsksWhileAResponseIsActive(@ForAll Random random) {
    var script = new Script();
    int sent = 0;
    boolean active = false;
    int response = 0;
    for (int i = 0; i < 60; i++) {
      int before = script.types().size();
      switch (random.nextInt(4)) {
        case 0 -> script.tells(new ModelCommand.Continue());
        case 1 -> script.tells(new ModelCommand.Say("l" + i, "Hello."));
        case 2 -> {
          if (!active && sent > 0) {
            String id = script.sent(script.types().size() - 1).getString("event_id");
            script.hears("{'type':'response.created','response':{'id':'r" + ++response
                + "','metadata':{'frontdesk':'" + id + "'}}}");
            sent = 0;
            active = true;
          }
        }
        default -> {
          if (active) {
            active = false;
            script.hears("{'type':'response.done','response':{'id':'r" + response
                + "','status':'completed'}}");
          }
        }
      }
      sent += script.types().size() - before;
      assertTrue(sent <= 1 && !(active && sent > 0), "asked " + sent + " while active " + active);
    }
  }

  private static String frame(Random random) {
    String id = "'i" + random.nextInt(4) + "'";
    return "{'type':'" + KINDS.get(random.nextInt(KINDS.size())) + "','item_id':" + id
        + ",'response_id':" + id
        + ",'delta':'x','transcript':" + (random.nextBoolean() ? "'t'" : "7") + ",'item':{'id':"
        + id
        + ",'type':'" + (random.nextBoolean() ? "message" : "function_call")
        + "','role':'user','call_id':" + id + "},'response':"
        + (random.nextInt(5) == 0
            ? "[]"
            : "{'id':" + id + ",'status':'completed','usage':{'input_token_details':3}}")
        + ",'error':{'code':'conversation_already_has_active_response'},'session':{'audio':7}}";
  }
}
