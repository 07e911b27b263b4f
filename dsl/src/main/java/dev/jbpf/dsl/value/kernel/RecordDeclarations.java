package dev.jbpf.dsl.value.kernel;

import dev.jbpf.kernel.struct.KernelStruct;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.map.layout.Size;
import dev.jbpf.map.layout.U16;
import dev.jbpf.map.layout.U32;
import dev.jbpf.map.layout.U8;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records and interfaces as structures of the kernel: what an accessor is called, and gives, is a
 * member.
 */
public final class RecordDeclarations {
  private static final Map<Class<?>, Integer> BYTES =
      Map.of(byte.class, 1, short.class, 2, int.class, 4, long.class, 8);

  /** What is declared unsigned, by the annotation that says so. */
  private static final Map<Class<? extends Annotation>, Integer> UNSIGNED =
      Map.of(U8.class, 1, U16.class, 2, U32.class, 4);

  private static final int ADDRESS_BYTES = 16;

  static final String TRACEPOINT = "trace_event_raw_";

  static final String LOCATION = "__data_loc_";

  private static final ClassValue<KernelStruct> KNOWN =
      new ClassValue<>() {
        @Override
        protected KernelStruct computeValue(Class<?> type) {
          return declare(type);
        }
      };

  private RecordDeclarations() {}

  /**
   * {@return the structure that {@code type} declares}
   *
   * @throws IllegalArgumentException if a component is nothing that a structure has
   */
  @SuppressWarnings("exports")
  public static KernelStruct of(Class<?> type) {
    return KNOWN.get(type);
  }

  /** {@return the number of the member that the accessor of that name gives; below 0 if none} */
  public static int number(Class<?> type, String accessor) {
    return parts(type).stream().map(Part::name).toList().indexOf(accessor);
  }

  /** {@return the accessors, in the order of the members} */
  public static List<Method> accessors(Class<?> type) {
    return parts(type).stream().map(Part::accessor).toList();
  }

  /** A member: where it is written, and the accessor that gives it. */
  private record Part(String name, Class<?> type, AnnotatedElement marks, Method accessor) {
    <A extends Annotation> @Nullable A mark(Class<A> annotation) {
      return marks.getAnnotation(annotation);
    }

    boolean has(Class<? extends Annotation> annotation) {
      return marks.isAnnotationPresent(annotation);
    }

    @Override
    public String toString() {
      return accessor.getDeclaringClass().getSimpleName() + "." + name;
    }
  }

  private static List<Part> parts(Class<?> type) {
    if (type.isRecord()) {
      return Arrays.stream(type.getRecordComponents())
          .map(part -> new Part(part.getName(), part.getType(), part, part.getAccessor()))
          .toList();
    }
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .filter(method -> method.getParameterCount() == 0)
        .sorted(Comparator.comparing(Method::getName))
        .map(method -> new Part(method.getName(), method.getReturnType(), method, method))
        .toList();
  }

  /**
   * {@return where the first member is declared: behind the eight bytes of a tracepoint's record
   * that programs may not read}
   */
  static int start(String struct) {
    return struct.startsWith(TRACEPOINT) ? Long.BYTES : 0;
  }

  private static KernelStruct declare(Class<?> type) {
    List<KernelStruct.Member> members = new ArrayList<>();
    int end = start(name(type));
    for (Part component : parts(type)) {
      KernelStruct.Content content = content(component);
      int at = -(-end & -content.alignment());
      members.add(new KernelStruct.Member(name(component), at, content));
      end = at + content.bytes();
    }
    return new KernelStruct(name(type), -(-end & -Long.BYTES), members);
  }

  /** {@return what the kernel calls the structure that {@code type} declares} */
  public static String name(Class<?> type) {
    KernelName name = type.getAnnotation(KernelName.class);
    return name == null ? underscored(type.getSimpleName()) : name.value();
  }

  private static String name(Part component) {
    KernelName given = component.mark(KernelName.class);
    String name = given == null ? underscored(component.name()) : given.value();
    return component.has(DataLocation.class) ? LOCATION + name : name;
  }

  /** {@return {@code name} as the kernel writes names: {@code real_parent}} */
  public static String underscored(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  private static KernelStruct.Content content(Part component) {
    Class<?> type = component.type();
    if (component.has(Address.class)) {
      return new KernelStruct.Pointer();
    }
    if (component.has(DataLocation.class)) {
      return new KernelStruct.Number(Integer.BYTES, false);
    }
    if (type.isRecord() || isStruct(type)) {
      return component.has(Inside.class)
          ? new KernelStruct.Inside(of(type))
          : new KernelStruct.Pointer();
    }
    if (type == Inet4Address.class) {
      return new KernelStruct.NetworkNumber(Integer.BYTES);
    }
    if (type == Inet6Address.class) {
      return new KernelStruct.Characters(ADDRESS_BYTES);
    }
    if (type == String.class || type == byte[].class) {
      return new KernelStruct.Characters(size(component));
    }
    return number(component);
  }

  private static boolean isStruct(Class<?> type) {
    return type.isInterface() && type.isAnnotationPresent(KernelName.class);
  }

  private static KernelStruct.Content number(Part component) {
    InBits field = component.mark(InBits.class);
    if (field != null) {
      return bitField(component, field.value());
    }
    if (component.has(BigEndian.class)) {
      return new KernelStruct.NetworkNumber(bytes(component));
    }
    for (var each : UNSIGNED.entrySet()) {
      if (component.has(each.getKey())) {
        return new KernelStruct.Number(each.getValue(), false);
      }
    }
    if (component.type().isEnum()) {
      return new KernelStruct.Number(Integer.BYTES, false);
    }
    return new KernelStruct.Number(bytes(component), true);
  }

  private static KernelStruct.Content bitField(Part component, int bits) {
    boolean isSigned = UNSIGNED.keySet().stream().noneMatch(component::has);
    int most = component.type().isEnum() ? Integer.SIZE : bytes(component) * Byte.SIZE;
    if (bits < 1 || bits > most) {
      throw wrong(component, "holds 1 to " + most + " bits, not " + bits);
    }
    return new KernelStruct.BitField(bits, isSigned && !component.type().isEnum());
  }

  private static int bytes(Part component) {
    Integer bytes = BYTES.get(component.type());
    if (bytes == null) {
      throw wrong(
          component,
          "is no member of a kernel's structure: byte, short, int, long, an enum, String, byte[],"
              + " an address, or a record that declares another structure");
    }
    return bytes;
  }

  private static int size(Part component) {
    Size size = component.mark(Size.class);
    if (size == null) {
      throw wrong(component, "needs @Size, how many bytes of it are asked for");
    }
    return size.value();
  }

  private static IllegalArgumentException wrong(Part component, String why) {
    return new IllegalArgumentException(component + " " + why);
  }
}
