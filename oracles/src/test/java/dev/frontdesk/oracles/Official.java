package dev.frontdesk.oracles;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.JsonField;
import com.openai.core.ObjectMappers;
import com.openai.errors.OpenAIException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as the official types do and tells all that they do not know in it. The SDK itself is lenient: it keeps fields it does
 * not know, values of the wrong type and events of unknown variants, and complains of none.
 */
final class Official {
  private static final JsonMapper JSON = ObjectMappers.jsonMapper();
  private static final String MODELS = "com.openai.models.";

  private final List<String> faults = new ArrayList<>();

  private Official() {}

  static <T> T read(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  /** One line for each unknown field, variant or value in {@code json}, with its path; empty if the official type knows it all. */
  static List<String> faults(String json, Class<?> type) {
    return faults(read(json, type));
  }

  static List<String> faults(Object read) {
    var official = new Official();
    official.validate(read);
    official.walk("", read);
    return List.copyOf(official.faults);
  }

  private void validate(Object read) {
    try {
      call(read, method(read, "validate"));
    } catch (OpenAIException invalid) {
      faults.add("invalid: " + invalid.getMessage());
    }
  }

  private void walk(String path, @Nullable Object value) {
    if (value instanceof JsonField<?> field) {
      field(path, field);
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        walk(path + "[" + i + "]", list.get(i));
      }
    } else if (value != null
        && value.getClass().getName().startsWith(MODELS)
        && !(value instanceof com.openai.core.Enum)) {
      model(path, value);
    }
  }

  private void field(String path, JsonField<?> field) {
    if (field.asUnknown().isPresent() && !field.isMissing() && !field.isNull()) {
      faults.add(path + " is of the wrong type: " + field);
    } else {
      field.asKnown().ifPresent(known -> walk(path, known));
    }
  }

  private void model(String path, Object model) {
    List<Method> getters = getters(model);
    boolean union = getters.stream().anyMatch(getter -> getter.getName().equals("_json"));
    if (union) {
      variant(path, model, getters);
    } else {
      getters.stream()
          .filter(getter -> getter.getReturnType() == JsonField.class)
          .forEach(getter -> walk(path + "." + getter.getName().substring(1), call(model, getter)));
      additional(path, model, getters);
    }
  }

  private void variant(String path, Object union, List<Method> getters) {
    List<Object> variants = getters.stream()
        .filter(getter ->
            getter.getReturnType() == Optional.class && !getter.getName().equals("_json"))
        .flatMap(getter -> ((Optional<?>) call(union, getter)).stream())
        .map(Object.class::cast)
        .toList();
    if (variants.isEmpty()) {
      faults.add(path + " is of no known variant: " + union);
    }
    variants.forEach(variant -> walk(path, variant));
  }

  /** A type without fields of its own, such as metadata, is a map whose keys are free. */
  private void additional(String path, Object model, List<Method> getters) {
    boolean map = getters.stream().noneMatch(getter -> getter.getReturnType() == JsonField.class)
        && getters.stream().noneMatch(getter -> getter.getName().equals("_type"));
    if (!map) {
      Map<?, ?> more = (Map<?, ?>) call(model, method(model, "_additionalProperties"));
      more.keySet().stream()
          .filter(key -> getters.stream().noneMatch(getter -> isNamed(getter, key)))
          .forEach(key -> faults.add(path + "." + key + " is unknown"));
    }
  }

  /** A field that the SDK came to know lately is given by both its getter and the map of additional ones. */
  private static boolean isNamed(Method getter, Object key) {
    var property = getter.getAnnotation(JsonProperty.class);
    return property != null && property.value().equals(key);
  }

  private static List<Method> getters(Object model) {
    return Stream.of(model.getClass().getMethods())
        .filter(
            method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  private static Method method(Object model, String name) {
    try {
      return model.getClass().getMethod(name);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(model.getClass() + " is no official type", e);
    }
  }

  private static Object call(Object model, Method method) {
    try {
      return method.invoke(model);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof OpenAIException invalid) {
        throw invalid;
      }
      throw new AssertionError(method.toString(), e);
    } catch (IllegalAccessException e) {
      throw new AssertionError(method.toString(), e);
    }
  }
}
