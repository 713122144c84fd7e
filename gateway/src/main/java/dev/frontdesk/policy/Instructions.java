package dev.frontdesk.policy;

import java.util.List;

/**
 * What the voice model is told for one call.
 *
 * @param text within the budget of its {@link InstructionComposer}
 * @param omittedArticles titles of knowledge that did not fit, where it is told whole
 * @param promptCut the profile's own prompt did not fit either and lost its end
 */
public record Instructions(String text, List<String> omittedArticles, boolean promptCut) {
  public Instructions {
    omittedArticles = List.copyOf(omittedArticles);
  }
}
