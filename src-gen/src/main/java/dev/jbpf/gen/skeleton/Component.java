package dev.jbpf.gen.skeleton;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import dev.jbpf.map.layout.Size;
import dev.jbpf.map.layout.U16;
import dev.jbpf.map.layout.U32;
import dev.jbpf.map.layout.U8;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;

/**
 * A member of a structure as a component of a record.
 *
 * @param size in bytes
 * @param alignment in bytes, as {@link dev.jbpf.map.Codec#record} will have it
 */
record Component(TypeName type, List<AnnotationSpec> annotations, int size, int alignment) {
  private static final int CHAR_BITS = 8;

  static Component bytes(int size) {
    return sized(byte[].class, size, size, 1);
  }

  static Component text(int size) {
    return sized(String.class, size, size, 1);
  }

  static Component nested(TypeName type, int size, int alignment) {
    return new Component(type, List.of(), size, alignment);
  }

  private static Component sized(Class<?> type, int count, int size, int alignment) {
    AnnotationSpec annotation =
        AnnotationSpec.builder(Size.class).addMember("value", "$L", count).build();
    return new Component(TypeName.get(type), List.of(annotation), size, alignment);
  }

  /** Numbers of four or eight bytes; others have no arrays. */
  static Optional<Component> numbers(int count, int size) {
    return switch (size) {
      case Integer.BYTES -> Optional.of(sized(int[].class, count, count * size, size));
      case Long.BYTES -> Optional.of(sized(long[].class, count, count * size, size));
      default -> Optional.empty();
    };
  }

  /** A number; empty if Java has none of that size. */
  static Optional<Component> number(int size, boolean isSigned) {
    return switch (size * CHAR_BITS) {
      case Byte.SIZE ->
          Optional.of(isSigned ? plain(byte.class, size) : of(int.class, U8.class, 1));
      case Short.SIZE ->
          Optional.of(isSigned ? plain(short.class, size) : of(int.class, U16.class, size));
      case Integer.SIZE ->
          Optional.of(isSigned ? plain(int.class, size) : of(long.class, U32.class, size));
      case Long.SIZE -> Optional.of(plain(long.class, size));
      default -> Optional.empty();
    };
  }

  private static Component plain(Class<?> type, int size) {
    return new Component(TypeName.get(type), List.of(), size, size);
  }

  private static Component of(Class<?> type, Class<? extends Annotation> range, int size) {
    AnnotationSpec annotation = AnnotationSpec.builder(range).build();
    return new Component(TypeName.get(type), List.of(annotation), size, size);
  }
}
