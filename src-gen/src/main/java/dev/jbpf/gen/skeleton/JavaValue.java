package dev.jbpf.gen.skeleton;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.jbpf.map.Codec;
import dev.jbpf.map.Nothing;
import java.util.List;

/**
 * A value of a map or a variable in Java.
 *
 * @param type its type, boxed
 * @param codec what makes it of bytes
 */
record JavaValue(TypeName type, CodeBlock codec) {
  static final JavaValue NOTHING = constant(ClassName.get(Nothing.class), "NOTHING");

  /** A number of {@link Codec}'s, by the name of the constant. */
  static JavaValue constant(TypeName type, String codec) {
    return new JavaValue(type.box(), CodeBlock.of("$T.$L", Codec.class, codec));
  }

  static JavaValue bytes(int size) {
    return new JavaValue(
        TypeName.get(byte[].class), CodeBlock.of("$T.bytes($L)", Codec.class, size));
  }

  static JavaValue text(int size) {
    return new JavaValue(
        ClassName.get(String.class), CodeBlock.of("$T.text($L)", Codec.class, size));
  }

  static JavaValue longs(int count) {
    return new JavaValue(
        TypeName.get(long[].class), CodeBlock.of("$T.longs($L)", Codec.class, count));
  }

  static JavaValue record(ClassName name) {
    return new JavaValue(name, CodeBlock.of("$T.record($T.class)", Codec.class, name));
  }

  JavaValue perCpu() {
    return new JavaValue(
        ParameterizedTypeName.get(ClassName.get(List.class), type),
        CodeBlock.of("$T.perCpu($L)", Codec.class, codec));
  }
}
