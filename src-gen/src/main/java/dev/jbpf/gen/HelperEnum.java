package dev.jbpf.gen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.jbpf.gen.facts.Facts;
import dev.jbpf.gen.facts.Facts.Constant;
import dev.jbpf.gen.facts.HelperFacts;
import dev.jbpf.isa.KernelVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the enum of helpers has beyond other enums, and the class that says who may call them. */
final class HelperEnum {
  static final String JAVA_NAME = "Helper";
  private static final String PREFIX = "BPF_FUNC_";
  private static final ClassName SIGNATURE = ClassName.get(KernelEnums.PACKAGE, "HelperSignature");
  private static final ClassName PROGRAM_TYPE = ClassName.get(KernelEnums.PACKAGE, "ProgramType");
  private static final ClassName VERSION = ClassName.get(KernelVersion.class);
  private static final ClassName RANGES = ClassName.get(KernelEnums.PACKAGE, "HelperRanges");
  private static final TypeName TEXT =
      ParameterizedTypeName.get(ClassName.get(Optional.class), ClassName.get(String.class));

  private HelperEnum() {}

  /** {@return the arguments of the constant of a helper, behind those that all enums have} */
  static CodeBlock arguments(Constant constant, HelperFacts facts) {
    HelperFacts.Signature known = signature(constant, facts);
    return CodeBlock.of(", $S, $S", known.since(), known.full());
  }

  /** {@return what the documentation says of a helper behind its name} */
  static String description(Constant constant, HelperFacts facts) {
    HelperFacts.Signature known = signature(constant, facts);
    return ": {@code " + known.full() + "}; since Linux " + known.since();
  }

  private static HelperFacts.Signature signature(Constant constant, HelperFacts facts) {
    return facts
        .signature(constant.name().substring(PREFIX.length()))
        .orElse(new HelperFacts.Signature("none unspec()", "3.18"));
  }

  static void extend(TypeSpec.Builder type, MethodSpec.Builder constructor) {
    addFirstKernel(type, constructor);
    constructor.addParameter(String.class, "signature").addStatement("this.signature = signature");
    type.addField(String.class, "signature", PRIVATE, FINAL)
        .addMethod(getter("signature", SIGNATURE, "{@return what it takes and returns}\n"))
        .addMethod(functionName())
        .addMethod(isOpenTo());
  }

  private static MethodSpec functionName() {
    return MethodSpec.methodBuilder("functionName")
        .addModifiers(PUBLIC)
        .addJavadoc("{@return the name by which C calls it: {@code bpf_map_lookup_elem}}\n")
        .returns(String.class)
        .addStatement("return $S + kernelName().substring($L)", "bpf_", PREFIX.length())
        .build();
  }

  /** Adds the first kernel that has the constant. */
  static void addFirstKernel(TypeSpec.Builder type, MethodSpec.Builder constructor) {
    constructor.addParameter(String.class, "since").addStatement("this.since = since");
    type.addField(String.class, "since", PRIVATE, FINAL)
        .addMethod(getter("since", VERSION, "{@return the first kernel that has it}\n"));
  }

  private static MethodSpec getter(String name, TypeName type, String doc) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(PUBLIC)
        .addJavadoc(doc)
        .returns(type)
        .addStatement("return $T.parse($L)", type, name)
        .build();
  }

  private static MethodSpec isOpenTo() {
    return MethodSpec.methodBuilder("isOpenTo")
        .addModifiers(PUBLIC)
        .addJavadoc(
            """
            {@return whether programs of that type may call it, at some attach point, on Linux 6.18;
            true for the types {@code EXT} and {@code LSM}, where it depends on the target}
            """)
        .addParameter(PROGRAM_TYPE, "type")
        .returns(boolean.class)
        .addStatement("return $T.isOpen(value, type)", RANGES)
        .build();
  }

  /** {@return the class with the ranges of helpers of each type of program} */
  static Generated generateRanges(Facts facts, HelperFacts helpers) {
    CodeBlock.Builder cases = CodeBlock.builder().add("return switch (type) {\n").indent();
    List<Constant> types =
        facts.constants("bpf_prog_type").stream().filter(KernelEnums::isValue).toList();
    for (Constant type : types) {
      String name = type.name().substring("BPF_PROG_TYPE_".length());
      Optional<String> range = helpers.range(name.toLowerCase(Locale.ROOT));
      cases.add(
          range
              .map(text -> CodeBlock.of("case $L -> $T.of($S);\n", name, Optional.class, text))
              .orElse(CodeBlock.of("case $L -> $T.empty();\n", name, Optional.class)));
    }
    MethodSpec ranges =
        MethodSpec.methodBuilder("ranges")
            .addModifiers(STATIC)
            .addJavadoc("{@return the numbers of the helpers; empty if nobody has asked}\n")
            .addParameter(PROGRAM_TYPE, "type")
            .returns(TEXT)
            .addCode(cases.unindent().add("};\n").build())
            .build();
    TypeSpec type =
        TypeSpec.classBuilder("HelpersByType")
            .addModifiers(FINAL)
            .addJavadoc("The helpers that a program may call, by its type, on Linux 6.18.\n")
            .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build())
            .addMethod(ranges)
            .build();
    return Generated.of("asm", KernelEnums.PACKAGE, "what a kernel allowed", type);
  }
}
