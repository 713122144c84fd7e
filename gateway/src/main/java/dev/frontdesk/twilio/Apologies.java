package dev.frontdesk.twilio;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.store.Directory;
import dev.frontdesk.twilio.DoorCounts.End;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When we cannot answer: the caller hears so, and rings the business's fallback if it has one. From memory alone. */
final class Apologies {
  private static final String SENTENCE =
      "We are sorry, our receptionist cannot take your call at the moment.";
  private static final String LANGUAGE = "en-US";

  private final Directory directory;
  private final DoorCounts counts;

  Apologies(Directory directory, DoorCounts counts) {
    this.directory = directory;
    this.counts = counts;
  }

  String to(Endpoint endpoint, @Nullable PhoneNumber dialled) {
    counts.count(End.APOLOGISED);
    return Twiml.apology(SENTENCE, LANGUAGE, fallback(endpoint, dialled), null);
  }

  private List<TransferTarget> fallback(Endpoint endpoint, @Nullable PhoneNumber dialled) {
    if (dialled == null) {
      return List.of();
    }
    return directory
        .byNumber(endpoint.id(), dialled)
        .map(tenant -> tenant.targets().stream()
            .filter(target -> target.kind() == TransferTarget.Kind.FALLBACK)
            .limit(1)
            .toList())
        .orElse(List.of());
  }
}
