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
import com.palantir.javapoet.WildcardTypeName;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Label;
import dev.jbpf.code.Located;
import dev.jbpf.gen.Macros.Macro;
import dev.jbpf.gen.facts.Facts;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Makes the class of the kernel's macros and constants. */
final class Facade {
  private static final String NAME = "BpfInsns";
  private static final String TARGET = "Target ";
  static final String PACKAGE = "dev.jbpf.dsl";

  /** What the facade and the mnemonics make their elements with. */
  static final ClassName PARTS = ClassName.get(PACKAGE + ".internal", "ElementParts");

  private static final ClassName ELEMENTS = ClassName.get(PACKAGE, "Elements");
  private static final ClassName HELPER = ClassName.get(KernelEnums.PACKAGE, "Helper");
  private static final TypeName ANY = WildcardTypeName.subtypeOf(Object.class);

  private static final Map<String, TypeName> TYPES =
      Map.of(
          "int", TypeName.INT,
          "long", TypeName.LONG,
          "String", ClassName.get(String.class),
          "Label", ClassName.get(Label.class),
          "Reg", ClassName.get(Reg.class),
          "Helper", HELPER,
          "MapDef<?, ?>",
              ParameterizedTypeName.get(ClassName.get("dev.jbpf.map", "MapDef"), ANY, ANY));

  private static final String DOC =
      """
      The kernel's macros for instructions, for static import: names and order of arguments are
      those of C.

      <p>Every method notes the line that calls it, see {@link $T}, and throws {@link $T} for a value
      that its field cannot hold.

      <p>What differs from C: {@code BPF_ADD | BPF_FETCH} is {@code BPF_FETCH(BPF_ADD)}; among the
      numbers of {@code BPF_RAW_INSN} the operation and the size are {@code BPF_ADD.value()} and
      {@code BPF_DW.value()}; and {@code 0xffffffff} is -1 in Java: where 64 bits are wanted, as in
      {@code BPF_LD_IMM64}, it takes an {@code L} to be what it is in C.
      """;

  private Facade() {}

  static Generated generate() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(NAME)
            .addModifiers(PUBLIC, FINAL)
            .addJavadoc(DOC, Located.class, ClassName.get("dev.jbpf.isa", "InvalidFieldException"))
            .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    constants().forEach(type::addField);
    Macros.ALL.stream().flatMap(Facade::methods).forEach(type::addMethod);
    type.addMethod(fetch()).addMethod(label());
    return Generated.of("dsl", PACKAGE, "the instruction table", type.build());
  }

  private static Stream<FieldSpec> constants() {
    Stream<FieldSpec> registers =
        Stream.of(Reg.values())
            .map(reg -> constant(ClassName.get(Reg.class), "BPF_REG_" + reg.number(), reg.name()));
    Stream<FieldSpec> framePointer =
        Stream.of(constant(ClassName.get(Reg.class), "BPF_REG_FP", Reg.R10.name()));
    Stream<FieldSpec> typed = OpTable.all().stream().flatMap(Facade::constants);
    Stream<FieldSpec> numbers = Macros.NUMBERS.stream().map(Facade::number);
    Stream<FieldSpec> helpers =
        Facts.load().constants("bpf_func_id").stream()
            .filter(KernelEnums::isValue)
            .map(fact -> constant(HELPER, fact.name(), helperName(fact.name())));
    return Stream.of(registers, framePointer, typed, numbers, helpers).flatMap(fields -> fields);
  }

  private static String helperName(String kernelName) {
    return kernelName.substring("BPF_FUNC_".length()).toUpperCase(Locale.ROOT);
  }

  /** The constants of a table; an atomic operation that is an arithmetic one goes by that. */
  private static Stream<FieldSpec> constants(OpTable table) {
    ClassName type = ClassName.get(PACKAGE, table.javaName());
    return table.rows().stream()
        .map(OpTable.Row::name)
        .filter(name -> !table.javaName().equals("AtomicOp") || name.matches("(CMP)?XCHG|.*_.*"))
        .filter(name -> !name.startsWith("FETCH_"))
        .map(name -> constant(type, "BPF_" + name, name));
  }

  private static FieldSpec constant(ClassName type, String name, String value) {
    return FieldSpec.builder(type, name, PUBLIC, STATIC, FINAL)
        .addJavadoc("{@code $L}: {@link $T#$L}\n", name, type, value)
        .initializer("$T.$L", type, value)
        .build();
  }

  private static FieldSpec number(String text) {
    String[] words = text.split(" ");
    return FieldSpec.builder(TypeName.INT, words[0], PUBLIC, STATIC, FINAL)
        .addJavadoc("{@code $L}, $L\n", words[0], words[1])
        .initializer("$L", words[1])
        .build();
  }

  private static Stream<MethodSpec> methods(Macro macro) {
    return macro.parameters().contains(TARGET)
        ? Stream.of("int ", "String ", "Label ").map(kind -> method(macro, kind))
        : Stream.of(method(macro, ""));
  }

  private static MethodSpec method(Macro macro, String target) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(macro.name())
            .addModifiers(PUBLIC, STATIC)
            .addJavadoc("{@code $L}.\n", macro.doc())
            .returns(CodeElement.class);
    for (String parameter : parameters(macro.parameters().replace(TARGET, target))) {
      int space = parameter.lastIndexOf(' ');
      method.addParameter(type(parameter.substring(0, space)), parameter.substring(space + 1));
    }
    return method
        .addStatement("return $T.here($T.$L)", Located.class, owner(macro), body(macro))
        .build();
  }

  private static ClassName owner(Macro macro) {
    return macro.body().startsWith("branch(") ? PARTS : ELEMENTS;
  }

  private static List<String> parameters(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(", (?=[A-Za-z])"));
  }

  private static TypeName type(String name) {
    return TYPES.containsKey(name) ? TYPES.get(name) : ClassName.get(PACKAGE, name);
  }

  /** The body with its types as such, so that they are imported. */
  private static CodeBlock body(Macro macro) {
    String text =
        macro
            .body()
            .replaceAll("\\bOp\\.", "\\$op:T.")
            .replaceAll("\\bReg\\.", "\\$reg:T.")
            .replaceAll("\\bElementParts\\.", "\\$parts:T.");
    return CodeBlock.builder()
        .addNamed(text, Map.of("op", Op.class, "reg", Reg.class, "parts", PARTS))
        .build();
  }

  private static MethodSpec fetch() {
    return MethodSpec.methodBuilder("BPF_FETCH")
        .addModifiers(PUBLIC, STATIC)
        .addJavadoc(
            "{@return the atomic operation that also returns the old value: $L in C}\n",
            "{@code op | BPF_FETCH}")
        .addParameter(ClassName.get(PACKAGE, "AluOp"), "op")
        .returns(ClassName.get(PACKAGE, "AtomicOp"))
        .addStatement("return $T.fetch(op)", ELEMENTS)
        .build();
  }

  private static MethodSpec label() {
    return MethodSpec.methodBuilder("label")
        .addModifiers(PUBLIC, STATIC)
        .addJavadoc("{@return the place of the next instruction, by that name}\n")
        .addParameter(String.class, "name")
        .returns(CodeElement.class)
        .addStatement("return $T.here($T.named(name))", Located.class, Label.class)
        .build();
  }
}
