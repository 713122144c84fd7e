package dev.frontdesk.provider;

import dev.frontdesk.model.Endpoint;
import java.util.Map;

/** What an endpoint is asked for to learn whether it works: cheap, and nothing is changed by it. */
@FunctionalInterface
public interface ConnectionTest {
  Question of(Endpoint endpoint);

  /**
   * A GET; any 2xx means that it works.
   *
   * @param headers with the endpoint's key
   */
  record Question(String url, Map<String, String> headers) {
    public Question {
      headers = Map.copyOf(headers);
    }

    /** Nothing that could be logged by mistake. */
    @Override
    public String toString() {
      return "Question[" + url + "]";
    }
  }
}
