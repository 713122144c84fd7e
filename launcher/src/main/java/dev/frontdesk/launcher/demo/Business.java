package dev.frontdesk.launcher.demo;

import dev.frontdesk.model.Contact;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TransferTarget;
import java.util.List;

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
    List<TransferTarget> targets) {
  Business {
    knowledge = List.copyOf(knowledge);
    contacts = List.copyOf(contacts);
    targets = List.copyOf(targets);
  }
}
