package dev.frontdesk.simulator.carrier.line;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The recordings of the account. */
public final class Recordings {
  private final Exchange exchange;
  private final Map<String, Recording> all = new LinkedHashMap<>();

  Recordings(Exchange exchange) {
    this.exchange = exchange;
  }

  Recording begin(String callSid) {
    Recording recording =
        new Recording(exchange.sids().next("RE"), callSid, exchange.nextSpeaker());
    all.put(recording.sid(), recording);
    return recording;
  }

  public Optional<Recording> find(String sid) {
    return Optional.ofNullable(all.get(sid));
  }

  /** @return false if there is none */
  public boolean delete(String sid) {
    return all.remove(sid) != null;
  }

  /** Where it is fetched, with {@code .wav} or {@code .json} appended. */
  String url(Recording recording) {
    return exchange.base() + "/2010-04-01/Accounts/" + exchange.options().accountSid()
        + "/Recordings/" + recording.sid();
  }
}
