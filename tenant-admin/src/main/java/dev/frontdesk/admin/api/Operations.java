package dev.frontdesk.admin.api;

import io.vertx.core.Future;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The operations of the contract, each with its handler and those who may; nothing is left out on either side. */
final class Operations {
  private static final String ROLES = "x-frontdesk-roles";
  private static final String LONGEST_BODY = "x-frontdesk-longest-body";
  private static final String REMEMBERED = "x-frontdesk-remembered";
  private static final int USUAL_LONGEST_BODY = 256 * 1024;

  private final OpenAPIContract contract;
  private final Map<String, Bound> bound = new LinkedHashMap<>();

  /**
   * @param may who may ask; none: anyone, without a key
   * @param longestBody bytes
   * @param remembered whether the answer follows from the settings of the tenant in the path alone, whoever asks
   */
  record Bound(
      Operation operation,
      Set<Role> may,
      int longestBody,
      boolean takesCsv,
      boolean remembered,
      Function<Request, Future<Answer>> handler) {}

  Operations(OpenAPIContract contract) {
    this.contract = contract;
  }

  /** @throws IllegalStateException if the contract has no such operation, or does not say who may */
  void on(String operationId, Function<Request, Future<Answer>> handler) {
    Operation operation = contract.operation(operationId);
    if (operation == null) {
      throw new IllegalStateException("the contract has no operation " + operationId);
    }
    Object longest = operation.getExtensions().getOrDefault(LONGEST_BODY, USUAL_LONGEST_BODY);
    bound.put(
        operationId,
        new Bound(
            operation,
            roles(operation),
            ((Number) longest).intValue(),
            takesCsv(operation),
            Boolean.TRUE.equals(operation.getExtensions().get(REMEMBERED)),
            handler));
  }

  /** @throws IllegalStateException if an operation of the contract has no handler */
  Collection<Bound> all() {
    for (Operation operation : contract.operations()) {
      if (!bound.containsKey(operation.getOperationId())) {
        throw new IllegalStateException("nothing handles " + operation.getOperationId());
      }
    }
    return bound.values();
  }

  private static boolean takesCsv(Operation operation) {
    return operation.getRequestBody() != null
        && operation.getRequestBody().getContent().containsKey(ContractFile.CSV);
  }

  private static Set<Role> roles(Operation operation) {
    if (!(operation.getExtensions().get(ROLES) instanceof Iterable<?> named)) {
      throw new IllegalStateException(
          operation.getOperationId() + " does not say who may: " + ROLES);
    }
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Object word : named) {
      if (!word.equals("anyone")) {
        roles.add(Role.of(word.toString())
            .orElseThrow(() -> new IllegalStateException(word + " is no role")));
      }
    }
    return roles;
  }
}
