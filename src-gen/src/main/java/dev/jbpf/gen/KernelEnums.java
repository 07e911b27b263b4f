package dev.jbpf.gen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.jbpf.gen.facts.Catalog.EnumSpec;
import dev.jbpf.gen.facts.Facts;
import dev.jbpf.gen.facts.Facts.Constant;
import dev.jbpf.gen.facts.HelperFacts;
import dev.jbpf.gen.facts.MapTypeFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes a Java enum of an enumeration of the kernel. */
final class KernelEnums {
  static final String PACKAGE = "dev.jbpf.kernel";
  private static final String DEPRECATED = "_DEPRECATED";
  private static final ClassName CONSTANT = ClassName.get(PACKAGE, "KernelConstant");

  private final EnumSpec spec;
  private final HelperFacts helpers;
  private final MapTypeFacts mapTypes;
  private final ClassName self;
  private final List<Constant> constants;
  private final Map<Long, Constant> primary = new HashMap<>();

  private KernelEnums(EnumSpec spec, Facts facts) {
    this.helpers = HelperFacts.load();
    this.mapTypes = MapTypeFacts.load();
    this.spec = spec;
    this.self = ClassName.get(spec.javaPackage(), spec.javaName());
    this.constants = facts.constants(spec.key()).stream().filter(KernelEnums::isValue).toList();
    constants.forEach(constant -> primary.merge(constant.value(), constant, KernelEnums::prefer));
  }

  static Generated generate(EnumSpec spec, Facts facts) {
    return Generated.of(
        "asm", spec.javaPackage(), "the kernel's BTF", new KernelEnums(spec, facts).type());
  }

  /** Not a constant for users: the number of constants, and what the header keeps to itself. */
  static boolean isValue(Constant constant) {
    return !constant.name().startsWith("_") && !constant.name().endsWith("_MAX");
  }

  /** Of constants of the same number the first, unless the kernel calls it deprecated. */
  private static Constant prefer(Constant first, Constant second) {
    return first.name().endsWith(DEPRECATED) ? second : first;
  }

  private TypeSpec type() {
    TypeSpec.Builder type =
        TypeSpec.enumBuilder(self)
            .addModifiers(PUBLIC)
            .addSuperinterface(CONSTANT)
            .addJavadoc("$L: {@code enum $L} of the kernel.\n", spec.doc(), name());
    constants.stream().filter(this::isPrimary).forEach(constant -> addConstant(type, constant));
    constants.stream().filter(c -> !isPrimary(c)).map(this::alias).forEach(type::addField);
    MethodSpec.Builder constructor = constructor();
    type.addField(all())
        .addField(int.class, "value", PRIVATE, FINAL)
        .addField(String.class, "kernelName", PRIVATE, FINAL)
        .addMethod(getter("value", TypeName.INT))
        .addMethod(getter("kernelName", ClassName.get(String.class)));
    if (isHelper()) {
      HelperEnum.extend(type, constructor);
    } else if (isMapType()) {
      HelperEnum.addFirstKernel(type, constructor);
    }
    return type.addMethod(constructor.build()).addMethod(of()).build();
  }

  private boolean isHelper() {
    return spec.javaName().equals(HelperEnum.JAVA_NAME);
  }

  private boolean isMapType() {
    return spec.javaName().equals(MapTypeFacts.JAVA_NAME);
  }

  private String name() {
    return spec.key().equals(constants.get(0).name()) ? spec.prefix() + "*" : spec.key();
  }

  private boolean isPrimary(Constant constant) {
    return constant.equals(primary.get(constant.value()));
  }

  private void addConstant(TypeSpec.Builder type, Constant constant) {
    type.addEnumConstant(
        javaName(constant),
        TypeSpec.anonymousClassBuilder(
                "$L, $S$L", constant.value(), constant.name(), extra(constant))
            .addJavadoc("{@code $L}$L\n", constant.name(), more(constant))
            .build());
  }

  /** What is known of a constant besides its name. */
  private String more(Constant constant) {
    if (isHelper()) {
      return HelperEnum.description(constant, helpers);
    }
    return isMapType() ? "; since Linux " + mapTypes.since(constant) : "";
  }

  /** Arguments that the constants of this enum have, and others do not. */
  private CodeBlock extra(Constant constant) {
    if (isHelper()) {
      return HelperEnum.arguments(constant, helpers);
    }
    return isMapType() ? mapTypes.argument(constant) : CodeBlock.builder().build();
  }

  private String javaName(Constant constant) {
    if (!constant.name().startsWith(spec.prefix())) {
      throw new IllegalArgumentException(constant.name() + " does not start as " + spec.prefix());
    }
    return constant.name().substring(spec.prefix().length()).toUpperCase(Locale.ROOT);
  }

  private FieldSpec alias(Constant constant) {
    String target = javaName(primary.get(constant.value()));
    return FieldSpec.builder(self, javaName(constant), PUBLIC, STATIC, FINAL)
        .addJavadoc("{@code $L}, another name of {@link #$L}.\n", constant.name(), target)
        .initializer("$L", target)
        .build();
  }

  private FieldSpec all() {
    return FieldSpec.builder(
            ParameterizedTypeName.get(ClassName.get(List.class), self),
            "ALL",
            PRIVATE,
            STATIC,
            FINAL)
        .initializer("$T.of(values())", List.class)
        .build();
  }

  private static MethodSpec.Builder constructor() {
    return MethodSpec.constructorBuilder()
        .addParameter(int.class, "value")
        .addParameter(String.class, "kernelName")
        .addStatement("this.value = value")
        .addStatement("this.kernelName = kernelName");
  }

  private static MethodSpec getter(String name, TypeName type) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(PUBLIC)
        .returns(type)
        .addStatement("return $L", name)
        .build();
  }

  private MethodSpec of() {
    return MethodSpec.methodBuilder("of")
        .addModifiers(PUBLIC, STATIC)
        .addJavadoc("{@return the constant of that number; empty if this version knows none}\n")
        .returns(ParameterizedTypeName.get(ClassName.get(Optional.class), self))
        .addParameter(int.class, "value")
        .addStatement("return $T.find(ALL, value)", CONSTANT)
        .build();
  }
}
