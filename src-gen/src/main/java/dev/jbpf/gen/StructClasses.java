package dev.jbpf.gen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.jbpf.gen.facts.StructModel;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a class of a structure: a constant for its size and one for each member. */
final class StructClasses {
  private static final ClassName STRUCT_FIELD = ClassName.get(KernelEnums.PACKAGE, "StructField");
  private static final ClassName BIT_FIELD = ClassName.get(KernelEnums.PACKAGE, "BitField");
  private static final String SIZE = "SIZE";

  private final StructModel struct;
  private final ByteOrder order;
  private final Set<String> names = new HashSet<>(Set.of(SIZE));

  private StructClasses(StructModel struct, ByteOrder order) {
    this.struct = struct;
    this.order = order;
  }

  static TypeSpec of(StructModel struct, String className, ByteOrder order) {
    return new StructClasses(struct, order).type(className);
  }

  /** {@return the name of the class of a structure: {@code __sk_buff} is {@code SkBuff}} */
  static String className(String kernelName) {
    String name =
        Arrays.stream(kernelName.split("_"))
            .filter(word -> !word.isEmpty())
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
    return name.isEmpty() || !Character.isJavaIdentifierStart(name.charAt(0)) ? "S" + name : name;
  }

  private TypeSpec type(String className) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(className)
            .addModifiers(PUBLIC, FINAL)
            .addJavadoc("{@code struct $L} of the kernel.\n", struct.name())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build())
            .addField(size());
    struct.fields().stream().map(this::field).forEach(type::addField);
    return type.build();
  }

  private FieldSpec size() {
    return FieldSpec.builder(TypeName.INT, SIZE, PUBLIC, STATIC, FINAL)
        .addJavadoc("Its size in bytes.\n")
        .initializer("$L", struct.size())
        .build();
  }

  private FieldSpec field(StructModel.Field field) {
    ClassName type = field.isBitField() ? BIT_FIELD : STRUCT_FIELD;
    FieldSpec.Builder spec =
        FieldSpec.builder(type, unique(field.name()), PUBLIC, STATIC, FINAL)
            .addJavadoc("{@code $L $L}\n", field.type(), field.name());
    return field.isBitField() ? bits(spec, field) : bytes(spec, field);
  }

  private String unique(String name) {
    String constant = name.toUpperCase(Locale.ROOT);
    while (!names.add(constant)) {
      constant += "_";
    }
    return constant;
  }

  private FieldSpec bytes(FieldSpec.Builder spec, StructModel.Field field) {
    return spec.initializer(
            "new $T($S, $S, $L, $L, $L)",
            STRUCT_FIELD,
            struct.name(),
            field.name(),
            field.bitOffset() / 8,
            field.size(),
            field.isSigned())
        .build();
  }

  /** A bit field lies in a unit of its type's size, counted from the unit's lowest bit. */
  private FieldSpec bits(FieldSpec.Builder spec, StructModel.Field field) {
    long unit = field.size() * 8;
    long start = field.bitOffset() / unit * unit;
    long above = field.bitOffset() - start;
    long shift = order == ByteOrder.LITTLE_ENDIAN ? above : unit - above - field.bits();
    return spec.initializer(
            "new $T($S, $S, $L, $L, $L, $L, $L)",
            BIT_FIELD,
            struct.name(),
            field.name(),
            start / 8,
            field.size(),
            shift,
            field.bits(),
            field.isSigned())
        .build();
  }
}
