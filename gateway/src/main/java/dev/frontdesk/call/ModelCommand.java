package dev.frontdesk.call;

import dev.frontdesk.model.Plan;
import java.time.Instant;
import java.util.List;

/** What the core tells the voice model to do; the adapter knows how this provider is told. */
public sealed interface ModelCommand {
  <R> R to(Listener<R> listener);

  /** One method per command. */
  interface Listener<R> {
    R greet(Greet command);

    R say(Say command);

    R answerTool(AnswerTool command);

    R goOn(Continue command);

    R again(Again command);

    R note(Note command);

    R hush(Hush command);

    R lookBack(LookBack command);

    R stopLookingBack(StopLookingBack command);
  }

  /**
   * Begin the conversation; asked once, right after the sideband is attached.
   *
   * @param text the first sentence, spoken as it stands; blank: the model greets in its own words
   * @param translated it stands in another language, and is to be spoken in {@code language}
   */
  record Greet(String text, String language, boolean translated) implements ModelCommand {
    public Greet(String text, String language) {
      this(text, language, false);
    }

    static Greet as(Plan plan) {
      return new Greet(plan.greeting(), plan.language(), plan.translated());
    }

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

  /** Say what the last response, which failed, was to say. */
  record Again() implements ModelCommand {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.again(this);
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

  /**
   * Tell what happened while nobody was attached: as events, in conversation order, then {@link CallEvent.LookedBack}.
   *
   * @param said items whose words are written down, latest last: beyond them nothing is asked for
   * @param heard items written down since, between two times in which nobody was attached: before them something may be missing
   * @param open items that took their place but whose words are not written down
   */
  record LookBack(Instant at, List<String> said, List<String> heard, List<String> open)
      implements ModelCommand {
    public LookBack {
      said = List.copyOf(said);
      heard = List.copyOf(heard);
      open = List.copyOf(open);
    }

    @Override
    public <R> R to(Listener<R> listener) {
      return listener.lookBack(this);
    }
  }

  /** It has taken too long: tell what is known by now, and nothing more. */
  record StopLookingBack(Instant at) implements ModelCommand {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.stopLookingBack(this);
    }
  }
}
