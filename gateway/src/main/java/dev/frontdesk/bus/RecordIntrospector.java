package dev.frontdesk.bus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import dev.frontdesk.call.ProviderState;
import dev.frontdesk.model.Wrapped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the shape of records from the records themselves, because the rooms they live in know no JSON: a sealed family is told
 * apart by the simple name of its member, a {@link Wrapped} value is written as its one component.
 */
final class RecordIntrospector extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1;
  private static final String DISCRIMINATOR = "is";

  private final List<Class<?>> open;

  RecordIntrospector(List<Class<?>> open) {
    this.open = List.copyOf(open);
  }

  @Override
  public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
      MapperConfig<?> config, Annotated annotated) {
    return isFamily(annotated.getRawType()) || familyOf(annotated.getRawType()) != null
        ? JsonTypeInfo.Value.construct(
            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, DISCRIMINATOR, null, false, null, null)
        : super.findPolymorphicTypeInfo(config, annotated);
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
    if (!isFamily(annotated.getRawType())) {
      return super.findSubtypes(annotated);
    }
    var members = new ArrayList<NamedType>();
    for (Class<?> member : membersOf(annotated.getRawType())) {
      members.add(new NamedType(member, member.getSimpleName()));
    }
    return members;
  }

  @Override
  public @Nullable String findTypeName(AnnotatedClass type) {
    return familyOf(type.getRawType()) == null
        ? super.findTypeName(type)
        : type.getRawType().getSimpleName();
  }

  /** Constants are written as the documents write them: lower case, with hyphens. */
  @Override
  public String[] findEnumValues(
      MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
    for (int i = 0; i < constants.length; i++) {
      names[i] = constants[i].name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    return names;
  }

  @Override
  public @Nullable Boolean hasAsValue(Annotated annotated) {
    if (annotated instanceof AnnotatedMethod method
        && Wrapped.class.isAssignableFrom(method.getDeclaringClass())
        && method.getDeclaringClass().isRecord()
        && method
            .getName()
            .equals(method.getDeclaringClass().getRecordComponents()[0].getName())) {
      return true;
    }
    return super.hasAsValue(annotated);
  }

  @Override
  public JsonCreator.@Nullable Mode findCreatorAnnotation(
      MapperConfig<?> config, Annotated annotated) {
    if (annotated instanceof AnnotatedConstructor constructor
        && Wrapped.class.isAssignableFrom(constructor.getDeclaringClass())) {
      return JsonCreator.Mode.DELEGATING;
    }
    return super.findCreatorAnnotation(config, annotated);
  }

  private List<Class<?>> membersOf(Class<?> family) {
    return family.isSealed()
        ? Arrays.asList(family.getPermittedSubclasses())
        : open.stream().filter(family::isAssignableFrom).toList();
  }

  private static boolean isFamily(Class<?> type) {
    return type.isInterface() && (type.isSealed() || type == ProviderState.class);
  }

  private static @Nullable Class<?> familyOf(Class<?> type) {
    if (!type.isRecord()) {
      return null;
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (isFamily(parent)) {
        return parent;
      }
    }
    return null;
  }
}
