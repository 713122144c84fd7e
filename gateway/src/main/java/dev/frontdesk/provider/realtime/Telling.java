package dev.frontdesk.provider.realtime;

import dev.frontdesk.call.ModelCommand;

/** How the Realtime API is told what the core wants. */
final class Telling implements ModelCommand.Listener<Draft> {
  private static final int LONGEST_SENTENCE = 2_000;

  private final Draft draft;
  private final Asking asking;

  Telling(Draft draft) {
    this.draft = draft;
    this.asking = new Asking(draft);
  }

  @Override
  public Draft greet(ModelCommand.Greet command) {
    asking.say("greeting", greeting(command, command.text().strip()));
    return draft;
  }

  private static String greeting(ModelCommand.Greet command, String text) {
    if (text.isEmpty()) {
      return "Greet the caller now, in the language " + command.language()
          + ", in one or two short sentences as your instructions say, then listen.";
    }
    return (command.translated()
            ? "Greet the caller now in the language " + command.language()
                + ": say in it all that this says, and nothing else; then listen: "
            : "Say exactly this to the caller, word for word, and nothing else; then listen: ")
        + quoted(text);
  }

  @Override
  public Draft say(ModelCommand.Say command) {
    asking.say(
        command.label(),
        "Say this to the caller now, in the language you are speaking with them, and nothing else; then listen: "
            + quoted(command.text()));
    return draft;
  }

  @Override
  public Draft answerTool(ModelCommand.AnswerTool command) {
    if (!draft.isFinished(command.tool())) {
      draft.send(Frames.toolOutput(command.tool(), command.output()));
    }
    WalkingBack.answered(draft, command.tool());
    return draft;
  }

  @Override
  public Draft goOn(ModelCommand.Continue command) {
    asking.goOn();
    return draft;
  }

  @Override
  public Draft again(ModelCommand.Again command) {
    asking.again();
    return draft;
  }

  @Override
  public Draft note(ModelCommand.Note command) {
    draft.send(Frames.note(command.text()));
    return draft;
  }

  /** The response first, or it would go on filling the buffer that was cleared. */
  @Override
  public Draft hush(ModelCommand.Hush command) {
    if (draft.active != null || draft.sent != null) {
      draft.send(Frames.CANCEL);
    }
    draft.send(Frames.CLEAR);
    return draft;
  }

  @Override
  public Draft lookBack(ModelCommand.LookBack command) {
    new WalkingBack(draft, command.at()).begin(command.said(), command.heard(), command.open());
    return draft;
  }

  @Override
  public Draft stopLookingBack(ModelCommand.StopLookingBack command) {
    new WalkingBack(draft, command.at()).stop();
    return draft;
  }

  /** In quotation marks, so that the model can tell the sentence from the order to say it. */
  private static String quoted(String text) {
    String capped = text.length() <= LONGEST_SENTENCE ? text : text.substring(0, LONGEST_SENTENCE);
    return '"' + Wire.clean(capped.strip()).replace('"', '\'') + '"';
  }
}
