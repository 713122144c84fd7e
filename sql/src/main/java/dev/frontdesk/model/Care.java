package dev.frontdesk.model;

/**
 * Who is not answered, and what callers meet who need care or cannot be talked to.
 *
 * @param blocks callers whom the tenant does not answer
 */
public record Care(
    Screening screening, BlockList blocks, EmergencyCare emergency, Voicemail voicemail) {
  public static final Care DEFAULTS =
      new Care(Screening.DEFAULTS, BlockList.NONE, EmergencyCare.DEFAULTS);

  /** With the usual voicemail. */
  public Care(Screening screening, BlockList blocks, EmergencyCare emergency) {
    this(screening, blocks, emergency, Voicemail.DEFAULTS);
  }
}
