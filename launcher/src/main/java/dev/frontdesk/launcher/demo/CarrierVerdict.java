package dev.frontdesk.launcher.demo;

import dev.frontdesk.launcher.demo.CarrierCall.Played;
import dev.frontdesk.launcher.simulate.Narrator;
import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.model.ModelReport;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.report.CallReport.Counts;
import dev.frontdesk.simulator.report.CallReport.Said;
import dev.frontdesk.simulator.report.CallReport.Timings;
import dev.frontdesk.simulator.report.Trace;
import dev.frontdesk.store.DeliveryStore.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds a call over the carrier against what was expected of it, one thing after the other. Blocks. */
final class CarrierVerdict {
  private static final String TAKES = "1";

  private final Played played;
  private final CarrierSide outside;
  private final Narrator narrator;
  private final Optional<Books.Row> row;
  private final List<String> broken = new ArrayList<>();

  CarrierVerdict(Played played, CarrierSide outside, Books books, Narrator narrator) {
    this.played = played;
    this.outside = outside;
    this.narrator = narrator;
    this.row = books.one(
        played.caller().callSid(),
        call -> call.call().endedAt() != null
            && call.proofs().size() == call.messages()
            && call.proofs().stream().allMatch(proof -> proof.deliveredAt() != null));
  }

  /** Tells each verdict, and the sum of them. */
  CallReport given() {
    boolean taken = played.plot().key().equals(TAKES);
    whispered();
    if (taken) {
      interrupted();
      informed();
      booked();
      putThrough();
    } else {
      cameBack();
      delivered();
    }
    clean();
    CallReport report = report();
    narrator.verdict(report);
    return report;
  }

  private void interrupted() {
    boolean truncated = played.session().truncates().stream().anyMatch(ModelReport.Truncate::taken);
    boolean cleared = played.caller().streams().stream()
        .anyMatch(stream -> !stream.heard().clears().isEmpty());
    boolean written = row.stream()
        .flatMap(call -> call.transcript().stream())
        .anyMatch(said -> said.state().equals("interrupted"));
    check(
        "the receptionist fell silent when the caller spoke, and knows how much was heard",
        truncated && cleared && written);
  }

  private void informed() {
    check(
        "the opening hours came from the knowledge",
        answered("search_knowledge", "eight to eight"));
  }

  private void booked() {
    List<String> events = List.copyOf(outside.calendar().events().values());
    check(
        "one appointment stands in the calendar",
        answered("book_appointment", "booked")
            && events.size() == 1
            && events.get(0).contains("SUMMARY:Eva Stone"));
  }

  private void whispered() {
    String heard = played.human().heard();
    check(
        "%s was told who calls and what about".formatted(Workshop.PERSON),
        heard.contains("A caller for you: " + played.plot().callerName())
            && heard.contains("It is about: "));
    check(
        "%s pressed %s".formatted(Workshop.PERSON, played.plot().key()),
        played.human().pressed().equals(played.plot().key()));
  }

  private void putThrough() {
    check(
        "they met, and the caller was never alone",
        played.meeting().took() && !played.meeting().leftAlone());
    check("PostgreSQL has it as transferred", outcome("transferred") && attempt("confirmed"));
  }

  private void cameBack() {
    check(
        "the caller was told why, and PostgreSQL has it as declined",
        said(Workshop.PERSON + " cannot take your call just now") && attempt("declined"));
  }

  private void delivered() {
    Optional<Proof> proof = row.flatMap(call -> call.proofs().stream().findFirst())
        .filter(one -> one.deliveredAt() != null);
    proof.ifPresent(one -> narrator.beside(
        "proof",
        "%s '%s' took the message at %s, answered %d %s"
            .formatted(
                one.channel().word(),
                one.name(),
                one.deliveredAt(),
                one.lastStatus(),
                one.answer())));
    check(
        "the message was delivered, with proof",
        answered("take_message", "taken")
            && proof.filter(one -> "ok".equals(one.answer())).isPresent());
    check(
        "it stands in the chat, word for word",
        outside.chats().posts(Workshop.CHAT).stream()
            .anyMatch(post -> post.body().toString().contains(Plot.MESSAGE)));
  }

  private void clean() {
    List<String> strange = strange();
    check(
        strange.isEmpty() ? "nobody broke a protocol" : "a protocol was broken: " + strange,
        strange.isEmpty());
  }

  private List<String> strange() {
    var strange = new ArrayList<>(played.session().violations());
    played.caller().codes().forEach(code -> strange.add("carrier's alert " + code));
    return strange;
  }

  private boolean said(String words) {
    return played.dialogue().said().stream().anyMatch(turn -> turn.text().contains(words));
  }

  private boolean answered(String tool, String words) {
    return played.dialogue().tools().stream()
        .anyMatch(call ->
            call.name().equals(tool) && call.output() != null && call.output().contains(words));
  }

  private boolean outcome(String wanted) {
    return row.filter(call -> wanted.equals(call.call().outcome())).isPresent();
  }

  private boolean attempt(String wanted) {
    return row.filter(call ->
            call.attempts().size() == 1 && wanted.equals(call.attempts().get(0).outcome()))
        .isPresent();
  }

  private void check(String what, boolean held) {
    narrator.checked(what, held);
    if (!held) {
      broken.add(what);
    }
  }

  private CallReport report() {
    CallerReport caller = played.caller();
    List<Said> said = played.dialogue().said();
    String ended =
        row.map(call -> call.call().outcome()).orElse(caller.status() + " by " + caller.endedBy());
    return new CallReport(
        played.plot().name(),
        caller.callSid(),
        200,
        true,
        0,
        null,
        said,
        played.dialogue().tools(),
        List.of(),
        new Timings(null, null, null, null, null),
        new Counts(0, 0, 0, 0, 0, 0, 0),
        Trace.NONE,
        ended,
        List.of(),
        played.session().violations(),
        broken);
  }
}
