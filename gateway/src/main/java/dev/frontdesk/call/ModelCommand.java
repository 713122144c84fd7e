package dev.frontdesk.call;

/** What the core tells the voice model to do; the adapter knows how this provider is told. */
public sealed interface ModelCommand {
  <R> R to(Listener<R> listener);

  /** One method per command. */
  interface Listener<R> {
    R greet(Greet command);

    R say(Say command);

    R answerTool(AnswerTool command);

    R goOn(Continue command);

    R note(Note command);

    R hush(Hush command);
  }

  /**
   * Begin the conversation; asked once, right after the sideband is attached.
   *
   * @param text the first sentence, spoken as it stands; blank: the model greets in its own words
   */
  record Greet(String text, String language) implements ModelCommand {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.greet(this);
    }
  }

  /**
   * Speak a sentence as it stands.
   *
   * @param label comes back with the sound of this sentence
   */
  record Say(String label, String text) implements ModelCommand {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.say(this);
    }
  }

  /** The answer to one tool request; the model does not speak until told to {@link Continue}. */
  record AnswerTool(String tool, String output) implements ModelCommand {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.answerTool(this);
    }
  }

  /** Go on speaking, now that every open tool request has its answer. */
  record Continue() implements ModelCommand {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.goOn(this);
    }
  }

  /** Tell the model something that the caller does not hear. */
  record Note(String text) implements ModelCommand {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.note(this);
    }
  }

  /** Stop speaking at once. */
  record Hush() implements ModelCommand {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.hush(this);
    }
  }
}
