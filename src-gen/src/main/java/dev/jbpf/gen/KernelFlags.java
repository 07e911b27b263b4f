package dev.jbpf.gen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.jbpf.gen.facts.Catalog.FlagsSpec;
import dev.jbpf.gen.facts.Facts;
import dev.jbpf.gen.facts.Facts.Constant;

/** Makes a class of constants of anonymous enumerations and macros of the kernel. */
final class KernelFlags {
  private KernelFlags() {}

  static Generated generate(FlagsSpec spec, Facts facts) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(spec.javaName())
            .addModifiers(PUBLIC, FINAL)
            .addJavadoc("$L.\n", spec.doc())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    spec.keys().stream()
        .flatMap(key -> facts.constants(key).stream())
        .filter(KernelEnums::isValue)
        .map(KernelFlags::field)
        .forEach(type::addField);
    return Generated.of("asm", spec.javaPackage(), "the kernel's BTF and headers", type.build());
  }

  private static FieldSpec field(Constant constant) {
    boolean isInt = constant.value() == (int) constant.value();
    return FieldSpec.builder(
            isInt ? TypeName.INT : TypeName.LONG, constant.name(), PUBLIC, STATIC, FINAL)
        .addJavadoc("{@code $L}, $L\n", constant.name(), literal(constant.value()))
        .initializer("$L", literal(constant.value()) + (isInt ? "" : "L"))
        .build();
  }

  private static String literal(long value) {
    return value < 10 ? Long.toString(value) : "0x" + Long.toHexString(value);
  }
}
