package dev.frontdesk.notify;

import dev.frontdesk.model.Secret;
import dev.frontdesk.outward.OutwardAnswer;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.outward.OutwardFailure;
import dev.frontdesk.outward.OutwardRequest;
import dev.frontdesk.outward.OutwardUrl;
import dev.frontdesk.store.OutboxStore.Delivery;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Posts to the secret address of a chat. */
final class ChatRequests {
  private static final int MOST_BYTES = 64 * 1024;

  private final OutwardClient client;

  ChatRequests(OutwardClient client) {
    this.client = client;
  }

  /**
   * @param query added to the address; blank: none
   * @return the answer, whatever its status; fails with why there is none
   */
  Future<OutwardAnswer> post(Delivery delivery, String query, JsonObject body) {
    if (delivery.secrets().isEmpty()) {
      return Future.failedFuture(
          new IllegalStateException("the address of the channel is not to be opened"));
    }
    Secret address = delivery.secrets().get(0);
    try {
      return client.send(new OutwardRequest(
          HttpMethod.POST,
          OutwardUrl.of(with(address.reveal(), query), client.allow()),
          Map.of("content-type", "application/json", "user-agent", "Frontdesk"),
          body.toBuffer(),
          Attempt.LONGEST,
          MOST_BYTES));
    } catch (OutwardFailure refused) {
      return Future.failedFuture(refused);
    }
  }

  private static String with(String address, String query) {
    return query.isEmpty() ? address : address + (address.contains("?") ? "&" : "?") + query;
  }
}
