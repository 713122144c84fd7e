package dev.frontdesk.simulator.call;

import dev.frontdesk.simulator.script.Misbehaviour.Quirk;
import dev.frontdesk.simulator.script.Script;

/** What all parts of one call share. */
final class Scene {
  final Script script;
  final Ids ids;
  final Clock clock;
  final Waits waits;
  final Witness witness;
  final Wire wire;
  final Conversation conversation;
  final Session session;
  final Cues cues;
  final Tokens tokens = new Tokens();

  Scene(Script script, Ids ids, Clock clock, Waits waits, Witness witness, Cues cues) {
    this.script = script;
    this.ids = ids;
    this.clock = clock;
    this.waits = waits;
    this.witness = witness;
    this.cues = cues;
    wire = new Wire(ids, script.misbehaviour().has(Quirk.UNKNOWN_EVENTS));
    conversation = new Conversation(wire, !script.misbehaviour().has(Quirk.NO_PREVIOUS_ITEM));
    session = new Session(ids);
  }
}
