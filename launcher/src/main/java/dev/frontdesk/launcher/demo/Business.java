package dev.frontdesk.launcher.demo;

import dev.frontdesk.model.Contact;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.ToolNames;
import dev.frontdesk.model.TransferTarget;
import java.util.List;
import java.util.Set;

/** A business whose phone is answered in the demo. */
record Business(
    String agency,
    String key,
    String name,
    PhoneNumber number,
    String locale,
    OpeningHours hours,
    String prompt,
    String greeting,
    String closedGreeting,
    List<KnowledgeArticle> knowledge,
    List<Contact> contacts,
    List<TransferTarget> targets,
    Set<String> tools) {
  /** What a receptionist can do with nothing set up. */
  static final Set<String> USUAL = Set.of(
      ToolNames.TRANSFER_CALL,
      ToolNames.TAKE_MESSAGE,
      ToolNames.END_CALL,
      ToolNames.GET_CURRENT_TIME);

  Business {
    knowledge = List.copyOf(knowledge);
    contacts = List.copyOf(contacts);
    targets = List.copyOf(targets);
    tools = Set.copyOf(tools);
  }
}
