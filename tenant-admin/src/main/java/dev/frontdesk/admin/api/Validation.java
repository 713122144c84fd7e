package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Field;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestUtils;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.ValidatorException;
import io.vertx.openapi.validation.impl.RequestParameterImpl;
import io.vertx.openapi.validation.impl.ValidatableRequestImpl;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Holds a request against the contract; what does not fit is named field by field, never with its value. */
final class Validation {
  private static final int MOST_FIELDS = 20;

  /** Say only that something inside is wrong. */
  private static final Set<String> AROUND =
      Set.of("properties", "items", "$ref", "allOf", "anyOf", "oneOf");

  private static final Pattern MISSING = Pattern.compile("required property \"([^\"]+)\"");

  /** Checks bodies on a worker thread. */
  private final RequestValidator validator;

  Validation(Vertx vertx, OpenAPIContract contract) {
    validator = RequestValidator.create(vertx, contract);
  }

  Future<Void> check(HttpServerRequest request, Operation operation, Buffer body) {
    var known = operation.getParameters().stream()
        .filter(parameter -> parameter.getIn() == Location.QUERY)
        .map(Parameter::getName)
        .collect(Collectors.toSet());
    var unknown = request.params().names().stream()
        .filter(name -> request.query() != null && !known.contains(name))
        .filter(name -> operation.getParameters().stream()
            .noneMatch(parameter -> parameter.getName().equals(name)))
        .map(name -> new Field(dev.frontdesk.model.Printable.brief(name), "is no parameter here"))
        .toList();
    if (!unknown.isEmpty()) {
      return Future.failedFuture(Fault.invalid("unknown parameters", unknown));
    }
    return RequestUtils.extract(request, operation, () -> Future.succeededFuture(body))
        .map(extracted -> Body.isCsv(request) ? plain(extracted, body) : extracted)
        .compose(extracted -> validator.validate(extracted, operation.getOperationId()))
        .<Void>mapEmpty()
        .recover(cause -> Future.failedFuture(explained(cause)));
  }

  /** CSV is checked where it is read; the library does not know it. */
  private static ValidatableRequest plain(ValidatableRequest request, Buffer body) {
    return new ValidatableRequestImpl(
        request.getCookies(),
        request.getHeaders(),
        request.getPathParameters(),
        request.getQuery(),
        new RequestParameterImpl(body),
        ContractFile.CSV);
  }

  private static Throwable explained(Throwable cause) {
    if (cause instanceof SchemaValidationException wrong) {
      List<Field> fields = fields(wrong.getOutputUnit());
      return Fault.invalid("see errors", fields);
    }
    if (cause instanceof ValidatorException wrong) {
      return Fault.invalid(String.valueOf(wrong.getMessage()), List.of());
    }
    return cause instanceof DecodeException ? Fault.invalid("", "is not JSON") : cause;
  }

  private static List<Field> fields(OutputUnit unit) {
    List<OutputUnit> errors = unit.getErrors() == null ? List.of() : unit.getErrors();
    List<OutputUnit> inner =
        errors.stream().filter(error -> !AROUND.contains(keyword(error))).toList();
    return (inner.isEmpty() ? errors : inner)
        .stream()
            .limit(MOST_FIELDS)
            .map(error -> new Field(pointer(error), String.valueOf(error.getError())))
            .toList();
  }

  private static String keyword(OutputUnit error) {
    String location = String.valueOf(error.getKeywordLocation());
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static String pointer(OutputUnit error) {
    String location = error.getInstanceLocation();
    String around = location == null ? "" : location.replaceFirst("^#", "");
    var missing = MISSING.matcher(String.valueOf(error.getError()));
    return missing.find() ? around + "/" + missing.group(1) : around;
  }
}
