package dev.frontdesk.policy;

import static dev.frontdesk.policy.Desk.QUIET;
import static dev.frontdesk.policy.Desk.STRANGER;
import static dev.frontdesk.policy.Desk.TUESDAY_NIGHT;
import static dev.frontdesk.policy.Desk.TUESDAY_NOON;
import static dev.frontdesk.policy.Desk.contact;
import static dev.frontdesk.policy.Desk.fallback;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.frontdesk.model.AgencyLimits;
import dev.frontdesk.model.Attestation;
import dev.frontdesk.model.CallLimits;
import dev.frontdesk.model.Caller;
import dev.frontdesk.model.FrontDesk.WhenClosed;
import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.OpeningHours.Holiday;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.Screening;
import dev.frontdesk.model.Screening.OnAnonymous;
import dev.frontdesk.model.Screening.OnDoubt;
import dev.frontdesk.model.TenantSettings.Status;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.model.Voicemail;
import dev.frontdesk.model.WhenExceeded;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FrontDeskPolicyTest {
  private static final Caller ANONYMOUS = new Caller(null, "", Attestation.NONE);
  private static final Caller FORGED = new Caller(Desk.NUMBER, "", Attestation.FAILED);
  private static final OpeningHours NEVER = Desk.weekdays();

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void judges(
      String sentence,
      Consumer<Desk> given,
      Caller caller,
      Load load,
      Instant now,
      String expected) {
    var desk = new Desk();
    given.accept(desk);
    assertEquals(expected, desk.decides(caller, load, now).to(new InWords()));
  }

  static Stream<Arguments> judges() {
    return Stream.of(
        row("answers a stranger in opening hours", d -> {}, "answer sk 'AI, good day.' [open]"),
        row(
            "greets a known caller in their language",
            d -> d.knows(contact(false, false)),
            "answer de 'AI, good day.' [caller-known, language-of-contact, open]"),
        row(
            "rejects for a suspended tenant",
            d -> d.status = Status.SUSPENDED,
            "reject 603 [tenant-suspended]"),
        row(
            "rejects a VIP for a suspended tenant",
            d -> d.knows(contact(true, false)).status = Status.SUSPENDED,
            "reject 603 [tenant-suspended]"),
        row(
            "lets the carrier overflow without a profile",
            d -> d.profile = null,
            "reject 503 [no-published-profile]"),
        row(
            "judges suspension before the profile",
            d -> {
              d.profile = null;
              d.status = Status.SUSPENDED;
            },
            "reject 603 [tenant-suspended]"),
        row(
            "rejects a blocked caller, VIP or not",
            d -> d.knows(contact(true, true)),
            "reject 603 [caller-blocked]"),
        caller("rejects a forged number", d -> {}, FORGED, "reject 603 [attestation-failed]"),
        caller(
            "rejects whoever forges a VIP's number",
            d -> d.knows(contact(true, false)),
            FORGED,
            "reject 603 [attestation-failed]"),
        caller(
            "takes a forged number if the tenant wants it",
            d -> d.screening =
                new Screening(OnAnonymous.ANSWER, OnDoubt.IGNORE, OnDoubt.IGNORE, null),
            FORGED,
            "answer sk 'AI, good day.' [open]"),
        caller("takes a withheld number", d -> {}, ANONYMOUS, "answer sk 'AI, good day.' [open]"),
        caller(
            "rejects a withheld number if the tenant wants it",
            d -> d.screening =
                new Screening(OnAnonymous.REJECT, OnDoubt.REJECT, OnDoubt.IGNORE, null),
            ANONYMOUS,
            "reject 603 [caller-anonymous]"),
        load(
            "is busy at the limit of live calls",
            d -> d.limits = limits(2, null),
            new Load(2, 0, true),
            "reject 486 [too-many-calls]"),
        load(
            "answers below the limit of live calls",
            d -> d.limits = limits(2, null),
            new Load(1, 0, true),
            "answer sk 'AI, good day.' [open]"),
        load(
            "refuses once the budget is spent",
            d -> d.limits = limits(2, 500L),
            new Load(0, 500, true),
            "reject 503 [budget-spent]"),
        load(
            "answers while a micro-dollar is left",
            d -> d.limits = limits(2, 500L),
            new Load(0, 499, true),
            "answer sk 'AI, good day.' [open]"),
        load(
            "trusts a known figure more than the snapshot",
            d -> spent(d, 500L, 900),
            new Load(0, 1, true),
            "answer sk 'AI, good day.' [open]"),
        load(
            "judges by the snapshot when the figure is unknown",
            d -> spent(d, 500L, 900),
            new Load(0, 1, false),
            "reject 503 [figures-last-known, budget-spent]"),
        load(
            "answers when no limit is known to be exceeded",
            d -> spent(d, 500L, 10),
            new Load(0, 1, false),
            "answer sk 'AI, good day.' [figures-last-known, open]"),
        load(
            "is busy at the limit of its agency's live calls",
            d -> d.limits = limits(2, null),
            agency(5, null, 5, 0),
            "reject 486 [agency-too-many-calls]"),
        load(
            "answers below the limits of its agency",
            d -> d.limits = limits(2, null),
            agency(5, 1_000L, 4, 999),
            "answer sk 'AI, good day.' [open]"),
        load(
            "refuses once its agency's budget is spent",
            d -> d.limits = limits(2, null),
            agency(5, 1_000L, 0, 1_000),
            "reject 503 [agency-budget-spent]"),
        load(
            "names its own limit before its agency's",
            d -> d.limits = limits(1, null),
            new Load(1, 0, true, agency(1, null, 1, 0).agency()),
            "reject 486 [too-many-calls]"),
        load(
            "judges an agency by what was last known of it",
            d -> d.limits = limits(2, null),
            new Load(0, 0, false, agency(5, 1_000L, 0, 1_000).agency()),
            "reject 503 [figures-last-known, agency-budget-spent]"),
        load(
            "refuses with the tenant's own code",
            d -> d.limits = exceeded(480, ""),
            new Load(2, 0, true),
            "reject 480 [too-many-calls]"),
        load(
            "refuses for its agency with the tenant's own code",
            d -> d.limits = exceeded(480, ""),
            agency(5, 1_000L, 0, 1_000),
            "reject 480 [agency-budget-spent]"),
        load(
            "says why nobody answers if the tenant wants it",
            d -> d.limits = exceeded(null, "All lines are busy."),
            new Load(2, 0, true),
            "say 'All lines are busy.' [too-many-calls]"),
        row(
            "says nothing to a caller it refuses for another reason",
            d -> {
              d.limits = exceeded(null, "All lines are busy.");
              d.knows(contact(false, true));
            },
            "reject 603 [caller-blocked]"),
        load(
            "refuses a blocked caller before counting calls",
            d -> {
              d.knows(contact(false, true));
              d.limits = limits(0, null);
            },
            new Load(9, 9, true),
            "reject 603 [caller-blocked]"),
        load(
            "counts a VIP's call like any other",
            d -> {
              d.knows(contact(true, false));
              d.limits = limits(1, null);
            },
            new Load(1, 0, true),
            "reject 486 [too-many-calls]"),
        night(
            "takes a message at night",
            d -> {},
            "message sk 'AI, we are closed.' [closed, messages-only]"),
        night(
            "answers at night if the tenant wants it",
            d -> d.whenClosed = WhenClosed.ANSWER,
            "answer sk 'AI, we are closed.' [closed]"),
        night(
            "rejects at night if the tenant wants it",
            d -> d.whenClosed = WhenClosed.REJECT,
            "reject 603 [closed]"),
        night(
            "has messages recorded at night if the tenant wants it",
            d -> d.whenClosed = WhenClosed.VOICEMAIL,
            "tape, or message sk 'AI, we are closed.' [closed, voicemail]"),
        night(
            "takes messages instead where nothing is to be recorded",
            d -> {
              d.whenClosed = WhenClosed.VOICEMAIL;
              d.voicemail = new Voicemail(false, "", "", "", Duration.ofMinutes(1), "#", false);
            },
            "message sk 'AI, we are closed.' [closed, messages-only]"),
        night(
            "answers a VIP in full at night",
            d -> d.knows(contact(true, false)).whenClosed = WhenClosed.REJECT,
            "answer de 'AI, good day.' [caller-known, language-of-contact, closed, vip-at-any-hour]"),
        night(
            "forwards nobody at night",
            d -> staff(d, null),
            "message sk 'AI, we are closed.' [closed, messages-only]"),
        at(
            "says on a holiday why it is closed",
            d -> christmas(d, "AI, merry Christmas."),
            "2026-12-25T11:00:00Z",
            "message sk 'AI, merry Christmas.' [holiday, messages-only]"),
        at(
            "answers on a holiday with its greeting if the tenant wants it",
            d -> {
              christmas(d, "AI, merry Christmas.");
              d.whenClosed = WhenClosed.ANSWER;
            },
            "2026-12-25T11:00:00Z",
            "answer sk 'AI, merry Christmas.' [holiday]"),
        at(
            "has messages of a holiday recorded, or taken with its greeting",
            d -> {
              christmas(d, "AI, merry Christmas.");
              d.whenClosed = WhenClosed.VOICEMAIL;
            },
            "2026-12-25T11:00:00Z",
            "tape, or message sk 'AI, merry Christmas.' [holiday, voicemail]"),
        at(
            "is just closed on a holiday without a greeting of its own",
            d -> christmas(d, " "),
            "2026-12-25T11:00:00Z",
            "message sk 'AI, we are closed.' [holiday, messages-only]"),
        at(
            "says nothing of a holiday on another night",
            d -> christmas(d, "AI, merry Christmas."),
            "2026-12-23T22:30:00Z",
            "message sk 'AI, we are closed.' [closed, messages-only]"),
        at(
            "greets as ever in the open hours of a holiday",
            d -> christmas(d, "AI, merry Christmas."),
            "2026-12-24T09:00:00Z",
            "answer sk 'AI, good day.' [open]"),
        at(
            "says that it is a holiday after its open hours",
            d -> christmas(d, "AI, merry Christmas."),
            "2026-12-24T11:00:00Z",
            "message sk 'AI, merry Christmas.' [holiday, messages-only]"),
        at(
            "greets a VIP as ever on a holiday",
            d -> {
              christmas(d, "AI, merry Christmas.");
              d.knows(contact(true, false));
            },
            "2026-12-25T11:00:00Z",
            "answer de 'AI, good day.' [caller-known, language-of-contact, holiday, vip-at-any-hour]"),
        at(
            "begins a holiday at midnight of the summer in which it begins",
            d -> christmas(d, "AI, merry Christmas."),
            "2026-10-24T22:30:00Z",
            "message sk 'AI, merry Christmas.' [holiday, messages-only]"),
        at(
            "ends it at midnight of the winter in which it ends",
            d -> christmas(d, "AI, merry Christmas."),
            "2026-10-25T22:30:00Z",
            "message sk 'AI, merry Christmas.' [holiday, messages-only]"),
        at(
            "is just closed an hour later",
            d -> christmas(d, "AI, merry Christmas."),
            "2026-10-25T23:30:00Z",
            "message sk 'AI, we are closed.' [closed, messages-only]"),
        row("forwards to staff first", d -> staff(d, null), "forward people [open, staff-first]"),
        row(
            "forwards to all staff that are there, in order",
            d -> {
              staff(d, null);
              d.targets =
                  List.of(fallback("ann", null), fallback("bob", NEVER), fallback("cy", null));
            },
            "forward ann,cy [open, staff-first]"),
        row(
            "answers while the staff takes no calls",
            d -> staff(d, NEVER),
            "answer sk 'AI, good day.' [open]"));
  }

  @Test
  void greetsAsUsualWhenThereIsNoClosedGreeting() {
    var desk = new Desk();
    var own = Desk.profile("", List.of());
    desk.profile = new dev.frontdesk.model.Profile(
        own.id(), 1, "", "AI, good day.", " ", own.voice(), own.tools(), own.knowledge());
    assertEquals(
        "message sk 'AI, good day.' [closed, messages-only]",
        desk.decides(STRANGER, QUIET, TUESDAY_NIGHT).to(new InWords()));
  }

  /** A holiday also on the day of 25 hours; on Christmas Eve it is open till noon. */
  private static void christmas(Desk desk, String greeting) {
    desk.hours = new OpeningHours(
        Desk.ZONE,
        desk.hours.week(),
        List.of(
            new Holiday(LocalDate.parse("2026-10-25"), "", List.of()),
            new Holiday(
                LocalDate.parse("2026-12-24"),
                "Christmas Eve",
                List.of(Desk.span("09:00", "12:00"))),
            new Holiday(LocalDate.parse("2026-12-25"), "Christmas", List.of())));
    desk.profile = Desk.onHolidays(greeting);
  }

  private static void spent(Desk desk, Long budget, long spent) {
    desk.limits = limits(2, budget);
    desk.spentMicros = spent;
  }

  private static void staff(Desk desk, @Nullable OpeningHours hours) {
    desk.staffFirst = true;
    desk.targets = List.of(Desk.target("sales", "Sales"), fallback("people", hours));
  }

  private static CallLimits limits(int calls, @Nullable Long budget) {
    return new CallLimits(
        calls, CallLimits.DEFAULTS.longestCall(), CallLimits.DEFAULTS.longestSilence(), budget);
  }

  private static CallLimits exceeded(@Nullable Integer code, String sentence) {
    return new CallLimits(
        2,
        CallLimits.DEFAULTS.longestCall(),
        CallLimits.DEFAULTS.longestSilence(),
        null,
        new WhenExceeded(code, sentence));
  }

  private static Load agency(int calls, @Nullable Long budget, int live, long spent) {
    return new Load(0, 0, true, new AgencyLoad(new AgencyLimits(calls, budget), live, spent));
  }

  private static Arguments row(String sentence, Consumer<Desk> given, String expected) {
    return arguments(sentence, given, STRANGER, QUIET, TUESDAY_NOON, expected);
  }

  private static Arguments caller(
      String sentence, Consumer<Desk> given, Caller caller, String expected) {
    return arguments(sentence, given, caller, QUIET, TUESDAY_NOON, expected);
  }

  private static Arguments load(String sentence, Consumer<Desk> given, Load load, String expected) {
    return arguments(sentence, given, STRANGER, load, TUESDAY_NOON, expected);
  }

  private static Arguments night(String sentence, Consumer<Desk> given, String expected) {
    return arguments(sentence, given, STRANGER, QUIET, TUESDAY_NIGHT, expected);
  }

  private static Arguments at(String sentence, Consumer<Desk> given, String now, String expected) {
    return arguments(sentence, given, STRANGER, QUIET, Instant.parse(now), expected);
  }

  private static final class InWords implements Decision.Listener<String> {
    @Override
    public String answer(Decision.Answer d) {
      return "%s %s '%s' %s"
          .formatted(
              d.messagesOnly() ? "message" : "answer",
              d.language().language(),
              d.greeting(),
              codes(d));
    }

    @Override
    public String reject(Decision.Reject d) {
      return d.sentence().isEmpty()
          ? "reject " + d.sipCode() + " " + codes(d)
          : "say '" + d.sentence() + "' " + codes(d);
    }

    @Override
    public String forward(Decision.Forward d) {
      return "forward "
          + d.targets().stream().map(TransferTarget::key).collect(Collectors.joining(","))
          + " " + codes(d);
    }

    @Override
    public String voicemail(Decision.Voicemail d) {
      return "tape, or " + answer(d.otherwise());
    }

    private static List<String> codes(Decision decision) {
      return decision.reasons().stream().map(Reason::code).toList();
    }
  }
}
