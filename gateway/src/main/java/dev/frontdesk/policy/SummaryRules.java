package dev.frontdesk.policy;

import dev.frontdesk.model.CallStory;
import dev.frontdesk.model.CallStory.Message;
import dev.frontdesk.model.CallStory.Said;
import dev.frontdesk.model.CallStory.Transfer;
import dev.frontdesk.model.CallSummary;
import dev.frontdesk.model.CallSummary.Sentiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an ended call came to, told by rules alone: the same call always gives the same words, in English. Pure. */
public final class SummaryRules {
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_QUOTE = 300;
  private static final int LONGEST_SENTENCE = 200;

  private SummaryRules() {}

  /** @param own the tenant's own tags */
  public static CallSummary of(CallStory story, List<String> own) {
    List<String> tags = new ArrayList<>(SummaryTags.facts(story));
    SummaryTags.spoken(story, own).stream().filter(tag -> !tags.contains(tag)).forEach(tags::add);
    return new CallSummary(text(story), Sentiment.UNKNOWN, tags, followUps(story), null);
  }

  private static String text(CallStory story) {
    var text = new StringBuilder(who(story))
        .append(" called; ")
        .append(ended(story))
        .append(" after ")
        .append(length(story.seconds()))
        .append('.');
    for (Transfer transfer : story.transfers()) {
      text.append(" Transfer to ")
          .append(transfer.target().isEmpty() ? "somebody" : transfer.target())
          .append(": ")
          .append(transfer.outcome().isEmpty() ? "unknown" : words(transfer.outcome()))
          .append('.');
    }
    for (Message message : story.messages()) {
      text.append(message.urgent() ? " Urgent message" : " Message")
          .append(from(message))
          .append(": ")
          .append(Quoted.of(message.body(), LONGEST_QUOTE))
          .append('.');
    }
    story.said().stream()
        .filter(Said::caller)
        .findFirst()
        .ifPresent(first -> text.append(" The caller began with ")
            .append(Quoted.of(sentence(first.text()), LONGEST_SENTENCE))
            .append('.'));
    return text.toString();
  }

  private static List<String> followUps(CallStory story) {
    var todo = new ArrayList<String>();
    for (Message message : story.messages()) {
      todo.add((message.urgent() ? "Pass on at once the message" : "Pass on the message")
          + from(message) + ".");
    }
    if (todo.isEmpty() && SummaryTags.failed(story)) {
      todo.add("Call back: nobody was reached.");
    } else if (todo.isEmpty() && story.known() && SummaryTags.missed(story)) {
      todo.add("Call back " + who(story) + ".");
    }
    return todo;
  }

  private static String who(CallStory story) {
    String name = Quoted.line(story.caller(), LONGEST_NAME);
    return name.isEmpty() ? "A caller" : name;
  }

  private static String from(Message message) {
    String name = Quoted.line(message.from(), LONGEST_NAME);
    return name.isEmpty() ? "" : " from " + name;
  }

  private static String ended(CallStory story) {
    return switch (story.outcome()) {
      case "" -> "how it ended is not known";
      case "caller-hung-up" -> "the caller hung up";
      case "agent-hung-up" -> "the receptionist said goodbye";
      case "transferred" -> "the caller was transferred";
      case "handed-over" -> "the caller was handed over";
      case "refused" -> "it was refused";
      case "voicemail" -> "the caller was asked to leave a message";
      case "abandoned" -> "the caller did not wait";
      default -> "it ended: " + words(story.outcome());
    };
  }

  private static String length(long seconds) {
    return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
  }

  private static String words(String key) {
    return key.replace('-', ' ');
  }

  /** Up to the first end of a sentence, if there is one. */
  private static String sentence(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Set.of('.', '!', '?', '…', '。', '？', '！').contains(text.charAt(i))) {
        return text.substring(0, i + 1);
      }
    }
    return text;
  }
}
