package dev.frontdesk.model;

/**
 * Who is not answered, and what callers meet who need care or cannot be talked to.
 *
 * @param blocks callers whom the tenant does not answer
 * @param texting which of them its receptionist may write to
 */
public record Care(
    Screening screening,
    BlockList blocks,
    EmergencyCare emergency,
    Voicemail voicemail,
    Texting texting) {
  public static final Care DEFAULTS =
      new Care(Screening.DEFAULTS, BlockList.NONE, EmergencyCare.DEFAULTS);

  /** With the usual voicemail. */
  public Care(Screening screening, BlockList blocks, EmergencyCare emergency) {
    this(screening, blocks, emergency, Voicemail.DEFAULTS);
  }

  /** With the usual limits of text messages. */
  public Care(Screening screening, BlockList blocks, EmergencyCare emergency, Voicemail voicemail) {
    this(screening, blocks, emergency, voicemail, Texting.DEFAULTS);
  }
}
