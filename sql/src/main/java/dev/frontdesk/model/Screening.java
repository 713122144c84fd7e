package dev.frontdesk.model;

import org.jspecify.annotations.Nullable;

/**
 * How a tenant wants callers treated of whom the network tells too little, or who call too often. Contacts are judged like others,
 * but never by how often they call.
 *
 * @param whenAnonymous callers who withhold their number
 * @param whenForged callers whose STIR/SHAKEN verdict says that the number is not theirs
 * @param whenUnverified callers for whose right to their number nobody vouches: no verdict, or attestation C
 * @param callsPerHour how many calls from one number are answered within an hour, 1 to 1000; null: all
 */
public record Screening(
    OnAnonymous whenAnonymous,
    OnDoubt whenForged,
    OnDoubt whenUnverified,
    @Nullable Integer callsPerHour) {

  /** What a caller without a number meets. */
  public enum OnAnonymous {
    ANSWER,
    /** The receptionist asks for a number to call back before anything else. */
    ASK_NUMBER,
    REJECT
  }

  /** What a caller with a doubtful number meets. */
  public enum OnDoubt {
    IGNORE,
    /** The receptionist knows, and gives away nothing personal. */
    FLAG,
    REJECT
  }

  public static final Screening DEFAULTS =
      new Screening(OnAnonymous.ANSWER, OnDoubt.REJECT, OnDoubt.IGNORE, null);

  public Screening {
    Range.check("calls per hour", callsPerHour, 1, 1_000);
  }

  /** What is to be done about the number that {@code caller} shows; a withheld one is not doubtful. */
  public OnDoubt about(Caller caller) {
    if (caller.attestation() == Attestation.FAILED) {
      return whenForged;
    }
    boolean vouched =
        caller.attestation() == Attestation.FULL || caller.attestation() == Attestation.PARTIAL;
    return vouched || caller.number() == null ? OnDoubt.IGNORE : whenUnverified;
  }
}
