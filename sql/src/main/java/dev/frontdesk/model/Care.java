package dev.frontdesk.model;

/**
 * Who is not answered, and what callers meet who need care.
 *
 * @param blocks callers whom the tenant does not answer
 */
public record Care(Screening screening, BlockList blocks, EmergencyCare emergency) {
  public static final Care DEFAULTS =
      new Care(Screening.DEFAULTS, BlockList.NONE, EmergencyCare.DEFAULTS);
}
