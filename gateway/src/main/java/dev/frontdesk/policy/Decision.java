package dev.frontdesk.policy;

import dev.frontdesk.model.Contact;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.TransferTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the front desk does with a call, and why. */
public sealed interface Decision {
  /** In the order they were judged; the last one tipped the scales. */
  List<Reason> reasons();

  <R> R to(Listener<R> listener);

  /** One method per decision. */
  interface Listener<R> {
    R answer(Answer decision);

    R reject(Reject decision);

    R forward(Forward decision);

    R voicemail(Voicemail decision);
  }

  /**
   * The receptionist answers.
   *
   * @param messagesOnly takes messages, transfers nobody
   * @param contact null: a stranger
   * @param language in which the call begins
   * @param greeting spoken as it stands; blank: the model greets in its own words
   */
  record Answer(
      boolean messagesOnly,
      @Nullable Contact contact,
      LanguageChoice language,
      String greeting,
      List<Reason> reasons)
      implements Decision {
    public Answer {
      reasons = List.copyOf(reasons);
    }

    @Override
    public <R> R to(Listener<R> listener) {
      return listener.answer(this);
    }
  }

  /**
   * The call is declined with a SIP answer; 486 and 503 let the carrier try elsewhere.
   *
   * @param sentence not blank: the call is answered, told this, and ended, in place of the SIP answer
   */
  record Reject(int sipCode, String sentence, List<Reason> reasons) implements Decision {
    public Reject(int sipCode, List<Reason> reasons) {
      this(sipCode, "", reasons);
    }

    public Reject {
      reasons = List.copyOf(reasons);
    }

    @Override
    public <R> R to(Listener<R> listener) {
      return listener.reject(this);
    }
  }

  /**
   * The caller leaves a message on tape.
   *
   * @param otherwise where nothing can be recorded
   */
  record Voicemail(Answer otherwise) implements Decision {
    @Override
    public List<Reason> reasons() {
      return otherwise.reasons();
    }

    @Override
    public <R> R to(Listener<R> listener) {
      return listener.voicemail(this);
    }
  }

  /**
   * The call goes to people before the receptionist talks.
   *
   * @param targets to be tried in order, at least one
   * @param otherwise how the receptionist answers if none of them takes the call
   */
  record Forward(List<TransferTarget> targets, Answer otherwise, List<Reason> reasons)
      implements Decision {
    public Forward {
      targets = List.copyOf(targets);
      reasons = List.copyOf(reasons);
    }

    @Override
    public <R> R to(Listener<R> listener) {
      return listener.forward(this);
    }
  }
}
