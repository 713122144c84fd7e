package dev.frontdesk.twilio;

/**
 * One visit of a caller at our desk within one call of Twilio's: who comes back from people that did not answer is a new one, claimed
 * and journalled by itself.
 *
 * @param number from 1
 */
record Visit(String callSid, int number) {
  /** Later ones end the call: somebody is sent in a circle. */
  static final int MOST = 5;

  static Visit first(String callSid) {
    return new Visit(callSid, 1);
  }

  /** @param providerCall as {@link #providerCall} gives it */
  static Visit of(String providerCall) {
    int dot = providerCall.indexOf('.');
    return dot < 0
        ? first(providerCall)
        : new Visit(
            providerCall.substring(0, dot), Integer.parseInt(providerCall.substring(dot + 1)));
  }

  /** The provider call id of its claim: the CallSid, from the second visit on with its number after a point. */
  String providerCall() {
    return number == 1 ? callSid : callSid + "." + number;
  }

  Visit next() {
    return new Visit(callSid, number + 1);
  }
}
