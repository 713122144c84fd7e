package dev.frontdesk.model;

/** What a tenant wants masked before anything of a call is written down. */
public enum Redaction {
  /** Payment cards: 13 to 19 digits that an issuer gives out and whose last is right (ISO/IEC 7812-1). */
  CARD_NUMBER,
  /** International bank account numbers, by country, length and checksum (ISO 13616). */
  IBAN,
  /** Social security numbers of the United States, in groups of 3, 2 and 4. */
  US_SSN
}
