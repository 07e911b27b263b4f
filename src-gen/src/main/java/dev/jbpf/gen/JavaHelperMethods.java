package dev.jbpf.gen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.jbpf.gen.facts.HelperFacts;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the class with a method of Java for each helper, as programs that are methods call it. */
final class JavaHelperMethods {
  private static final String MEMORY = "dev.jbpf.methods.memory";
  private static final ClassName AREA = ClassName.get(MEMORY, "Area");
  private static final ClassName MAP = ClassName.get(MEMORY, "MapStore");
  private static final ClassName CALLS = ClassName.get(MEMORY, "Calls");
  private static final ClassName JAVA = ClassName.get(MEMORY, "JavaCalls");
  private static final ClassName HELPER = ClassName.get(KernelEnums.PACKAGE, "Helper");
  private static final AnnotationSpec NULLABLE =
      AnnotationSpec.builder(ClassName.get("org.jspecify.annotations", "Nullable")).build();

  /** Addresses of other memory than the program's: numbers. */
  private static final Set<String> NUMBERS =
      Set.of("ptr unsafe_ptr", "ptr user_ptr", "ptr user_str");

  /** Memory that may be left out. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "sk_storage_get ptr value",
          "inode_storage_get ptr value",
          "task_storage_get ptr value",
          "cgrp_storage_get ptr value",
          "csum_diff ptr from",
          "csum_diff ptr to",
          "sk_assign ptr sk",
          "redirect_neigh ptr params");

  private JavaHelperMethods() {}

  static Generated generate(HelperFacts facts) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Helpers")
            .addModifiers(PUBLIC, FINAL)
            .addAnnotation(ClassName.get("dev.jbpf.methods", "Vocabulary"))
            .addJavadoc(
                """
                All helpers, but those that take functions and formats. Which of them programs of a
                type may call, the verifier says, with the line. In plain Java they are those of the
                virtual machine; one that it does not have ends the run with a fault.
                """)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    facts
        .signatures()
        .forEach(
            (name, signature) -> {
              if (isOrdinary(signature.text())) {
                type.addMethod(method(name, signature));
              }
            });
    return Generated.of(
        "methods", MEMORY, "the kernel's prototypes", type.build());
  }

  private static boolean isOrdinary(String signature) {
    return !signature.contains("function ") && !signature.contains(HelperMethods.MORE);
  }

  private static MethodSpec method(String name, HelperFacts.Signature signature) {
    List<String> parameters = HelperMethods.parameters(signature.text());
    String result = signature.text().substring(0, signature.text().indexOf(' '));
    String constant = name.toUpperCase(Locale.ROOT);
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(HelperMethods.camel(name))
            .addModifiers(PUBLIC, STATIC)
            .addJavadoc("{@code $L}; since Linux $L\n", signature.full(), signature.since())
            .addAnnotation(
                AnnotationSpec.builder(CALLS)
                    .addMember("value", "$T.$L", HELPER, constant)
                    .build());
    parameters.forEach(
        parameter ->
            method.addParameter(type(name, parameter), HelperMethods.parameterName(parameter)));
    String all =
        parameters.stream()
            .map(parameter -> ", " + HelperMethods.parameterName(parameter))
            .collect(Collectors.joining());
    return body(method, result, constant, all).build();
  }

  private static MethodSpec.Builder body(
      MethodSpec.Builder method, String result, String constant, String arguments) {
    return switch (result) {
      case "none" ->
          method.addStatement("$T.number($T.$L$L)", JAVA, HELPER, constant, arguments);
      case "int" ->
          method
              .returns(TypeName.LONG)
              .addStatement("return $T.number($T.$L$L)", JAVA, HELPER, constant, arguments);
      case "ptr" ->
          method
              .returns(AREA)
              .addStatement("return $T.memory($T.$L$L)", JAVA, HELPER, constant, arguments);
      default ->
          method
              .returns(AREA.annotated(NULLABLE))
              .addStatement("return $T.area($T.$L$L)", JAVA, HELPER, constant, arguments);
    };
  }

  private static TypeName type(String helper, String parameter) {
    if (parameter.startsWith("map ")) {
      return MAP;
    }
    boolean isMemory = parameter.startsWith("ptr ") || parameter.startsWith("ctx ");
    if (!isMemory || NUMBERS.contains(parameter)) {
      return TypeName.LONG;
    }
    return OPTIONAL.contains(helper + " " + parameter) ? AREA.annotated(NULLABLE) : AREA;
  }
}
