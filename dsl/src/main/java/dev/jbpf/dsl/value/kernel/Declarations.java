package dev.jbpf.dsl.value.kernel;

import dev.jbpf.kernel.struct.KernelStruct;
import dev.jbpf.map.layout.Size;
import dev.jbpf.map.layout.U16;
import dev.jbpf.map.layout.U32;
import dev.jbpf.map.layout.U8;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Records as structures of the kernel. */
final class Declarations {
  private static final Map<Class<?>, Integer> BYTES =
      Map.of(byte.class, 1, short.class, 2, int.class, 4, long.class, 8);

  /** What is declared unsigned, by the annotation that says so. */
  private static final Map<Class<? extends Annotation>, Integer> UNSIGNED =
      Map.of(U8.class, 1, U16.class, 2, U32.class, 4);

  static final String LOCATION = "__data_loc_";

  private static final ClassValue<KernelStruct> KNOWN =
      new ClassValue<>() {
        @Override
        protected KernelStruct computeValue(Class<?> type) {
          return declare(type);
        }
      };

  private Declarations() {}

  /**
   * {@return the structure that {@code type} declares}
   *
   * @throws IllegalArgumentException if a component is nothing that a structure has
   */
  static KernelStruct of(Class<? extends Record> type) {
    return KNOWN.get(type);
  }

  private static KernelStruct declare(Class<?> type) {
    List<KernelStruct.Member> members = new ArrayList<>();
    int end = 0;
    for (RecordComponent component : type.getRecordComponents()) {
      KernelStruct.Content content = content(component);
      int at = -(-end & -content.alignment());
      members.add(new KernelStruct.Member(name(component), at, content));
      end = at + content.bytes();
    }
    return new KernelStruct(name(type), -(-end & -Long.BYTES), members);
  }

  static String name(Class<?> type) {
    KernelName name = type.getAnnotation(KernelName.class);
    return name == null ? underscored(type.getSimpleName()) : name.value();
  }

  private static String name(RecordComponent component) {
    KernelName given = component.getAnnotation(KernelName.class);
    String name = given == null ? underscored(component.getName()) : given.value();
    return component.isAnnotationPresent(DataLocation.class) ? LOCATION + name : name;
  }

  private static String underscored(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  private static KernelStruct.Content content(RecordComponent component) {
    Class<?> type = component.getType();
    if (component.isAnnotationPresent(Address.class)) {
      return new KernelStruct.Pointer();
    }
    if (component.isAnnotationPresent(DataLocation.class)) {
      return new KernelStruct.Number(Integer.BYTES, false);
    }
    if (type.isRecord()) {
      return component.isAnnotationPresent(Inside.class)
          ? new KernelStruct.Inside(of(type.asSubclass(Record.class)))
          : new KernelStruct.Pointer();
    }
    if (type == String.class || type == byte[].class) {
      return new KernelStruct.Characters(size(component));
    }
    return number(component);
  }

  private static KernelStruct.Content number(RecordComponent component) {
    for (var each : UNSIGNED.entrySet()) {
      if (component.isAnnotationPresent(each.getKey())) {
        return new KernelStruct.Number(each.getValue(), false);
      }
    }
    Integer bytes = BYTES.get(component.getType());
    if (bytes == null) {
      throw wrong(
          component,
          "is no member of a kernel's structure: byte, short, int, long, String, byte[], or a"
              + " record that declares another structure");
    }
    return new KernelStruct.Number(bytes, true);
  }

  private static int size(RecordComponent component) {
    Size size = component.getAnnotation(Size.class);
    if (size == null) {
      throw wrong(component, "needs @Size, how many bytes of it are asked for");
    }
    return size.value();
  }

  private static IllegalArgumentException wrong(RecordComponent component, String why) {
    return new IllegalArgumentException(
        component.getDeclaringRecord().getSimpleName() + "." + component.getName() + " " + why);
  }
}
