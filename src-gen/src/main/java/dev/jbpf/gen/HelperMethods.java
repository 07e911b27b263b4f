package dev.jbpf.gen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.jbpf.gen.facts.HelperFacts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/** Makes the class with a typed method for each helper. */
final class HelperMethods {
  static final String MORE = "…";
  private static final ClassName ARG = ClassName.get(Facade.PACKAGE, "Arg");
  private static final ClassName CALL = ClassName.get(Facade.PACKAGE, "HelperCall");
  private static final ClassName HELPER = ClassName.get(KernelEnums.PACKAGE, "Helper");

  /** Kinds whose names are those of classes of {@code java.util} or {@code java.util.function}. */
  private static final Set<String> CLASHING = Set.of("Map", "Function");

  private HelperMethods() {}

  static Generated generate(HelperFacts facts) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Helpers")
            .addModifiers(PUBLIC, FINAL)
            .addJavadoc(
                """
                Calls of all helpers, with the kinds of their arguments; see {@link $T} for what can
                be an argument, and {@link ProgramBuilder#call(HelperCall)} for what a call becomes.
                """,
                ARG)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    facts.signatures().forEach((name, signature) -> type.addMethod(method(name, signature)));
    return Generated.of("dsl", Facade.PACKAGE, "the kernel's prototypes", type.build());
  }

  private static MethodSpec method(String name, HelperFacts.Signature signature) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(camel(name))
            .addModifiers(PUBLIC, STATIC)
            .addJavadoc("{@code $L}; since Linux $L\n", signature.full(), signature.since())
            .returns(CALL);
    List<String> parameters = parameters(signature.text());
    List<String> names =
        parameters.stream().filter(p -> !p.equals(MORE)).map(HelperMethods::parameterName).toList();
    parameters.stream()
        .filter(parameter -> !parameter.equals(MORE))
        .forEach(parameter -> method.addParameter(kind(parameter), parameterName(parameter)));
    String all = names.stream().map(argument -> ", " + argument).collect(Collectors.joining());
    String constant = name.toUpperCase(Locale.ROOT);
    if (parameters.contains(MORE)) {
      return method
          .addParameter(ArrayTypeName.of(ARG.nestedClass("Int")), "more")
          .varargs()
          .addStatement("return $T.with($T.$L, more$L)", CALL, HELPER, constant, all)
          .build();
    }
    return method.addStatement("return $T.of($T.$L$L)", CALL, HELPER, constant, all).build();
  }

  static List<String> parameters(String signature) {
    String inside = signature.substring(signature.indexOf('(') + 1, signature.length() - 1);
    return Arrays.stream(inside.split(", ")).filter(text -> !text.isEmpty()).toList();
  }

  private static ClassName kind(String parameter) {
    String word = parameter.substring(0, parameter.indexOf(' '));
    String kind = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    return ARG.nestedClass(CLASHING.contains(kind) ? kind + "Ref" : kind);
  }

  static String parameterName(String parameter) {
    return camel(parameter.substring(parameter.indexOf(' ') + 1));
  }

  static String camel(String words) {
    String name =
        Arrays.stream(words.split("_"))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
    String lower = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    return SourceVersion.isKeyword(lower) ? lower + "_" : lower;
  }
}
