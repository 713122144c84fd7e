package dev.frontdesk.admin.oidc;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A token that was found good.
 *
 * @param keyId of the issuer's key that signed it
 * @param claims all of them
 */
public record Token(
    String issuer, String subject, Instant expiresAt, String keyId, JsonNode claims) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static JsonNode claims(Map<String, Object> claims) {
    return JSON.valueToTree(claims);
  }

  /**
   * The words of a claim: a list's, or those that are separated by spaces; none if there is no such claim.
   *
   * @param name of a claim; beginning with a slash, a JSON pointer
   */
  public List<String> words(String name) {
    JsonNode found =
        name.startsWith("/") ? claims.at(JsonPointer.compile(name)) : claims.path(name);
    Stream<JsonNode> values =
        found.isArray() ? StreamSupport.stream(found.spliterator(), false) : Stream.of(found);
    return values
        .filter(JsonNode::isTextual)
        .flatMap(each -> Stream.of(each.textValue().split(" ", -1)))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
