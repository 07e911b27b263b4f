package dev.jbpf.gen;

import static javax.lang.model.element.Modifier.ABSTRACT;
import static javax.lang.model.element.Modifier.DEFAULT;
import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Label;
import dev.jbpf.isa.Immediate;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.Template.Slot;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the interfaces with a method for each row of the instruction table. */
final class MnemonicInterfaces {
  static final String PACKAGE = "dev.jbpf.dsl.mnemonic";
  private static final ClassName HELPER = ClassName.get(KernelEnums.PACKAGE, "Helper");
  private static final TypeVariableName SELF = TypeVariableName.get("B");
  private static final List<Type> TARGETS = List.of(Label.class, String.class, int.class);
  private static final List<Type> NO_TARGET = List.of(int.class);

  private static final List<Group> GROUPS =
      List.of(
          new Group("ArithmeticMnemonics", "Arithmetic, moves and byte order", Set.of(4, 7)),
          new Group("JumpMnemonics", "Jumps, calls and exit", Set.of(5, 6)),
          new Group("MemoryMnemonics", "Loads, stores and atomics", Set.of(0, 1, 2, 3)));

  private MnemonicInterfaces() {}

  /**
   * An interface.
   *
   * @param javaName its name
   * @param doc what its instructions are
   * @param classes the instruction classes that it has: the lower three bits of the opcode
   */
  private record Group(String javaName, String doc, Set<Integer> classes) {
    boolean contains(Op op) {
      return classes.contains(op.opcode() & 7);
    }
  }

  static Stream<Generated> all() {
    return GROUPS.stream().map(MnemonicInterfaces::generate);
  }

  private static Generated generate(Group group) {
    TypeSpec.Builder type =
        TypeSpec.interfaceBuilder(group.javaName())
            .addModifiers(PUBLIC)
            .addTypeVariable(
                SELF.withBounds(
                    ParameterizedTypeName.get(ClassName.get(PACKAGE, group.javaName()), SELF)))
            .addJavadoc("$L.\n\n@param <B> what the methods return: itself\n", group.doc())
            .addMethod(funnel())
            .addMethod(shortcut());
    Op.all().stream().filter(group::contains).forEach(op -> methods(op).forEach(type::addMethod));
    return Generated.of("dsl", PACKAGE, "the instruction table", type.build());
  }

  private static MethodSpec funnel() {
    return MethodSpec.methodBuilder("with")
        .addModifiers(PUBLIC, ABSTRACT)
        .addJavadoc("Adds {@code element} behind the others; all methods here end in this one.\n")
        .addParameter(CodeElement.class, "element")
        .returns(SELF)
        .build();
  }

  private static MethodSpec shortcut() {
    return MethodSpec.methodBuilder("with")
        .addModifiers(PUBLIC, ABSTRACT)
        .addJavadoc(
            """
            Does the same as {@link #with(CodeElement)} for {@code Insn.of(op, dst, src, off, imm)};
            a builder that keeps no elements need not make one.
            """)
        .addParameter(Op.class, "op")
        .addParameter(Reg.class, "dst")
        .addParameter(Reg.class, "src")
        .addParameter(int.class, "off")
        .addParameter(long.class, "imm")
        .returns(SELF)
        .build();
  }

  private static Stream<MethodSpec> methods(Op op) {
    Stream<MethodSpec> plain =
        (op.format().hasTarget() ? TARGETS : NO_TARGET).stream().map(target -> method(op, target));
    return op == Op.CALL ? Stream.concat(plain, Stream.of(helperCall())) : plain;
  }

  /** {@return the method's name: the mnemonic, or the row's where several share a mnemonic} */
  static String name(Op op) {
    String row = op.name().replaceFirst("_(IMM|REG)$", "").toLowerCase(Locale.ROOT);
    return row.equals(op.mnemonic()) ? row : camel(row);
  }

  private static String camel(String words) {
    String[] parts = words.split("_");
    StringBuilder name = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      name.append(parts[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(parts[i].substring(1));
    }
    return name.toString();
  }

  private static MethodSpec method(Op op, Type target) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name(op))
            .addModifiers(PUBLIC, DEFAULT)
            .addJavadoc("{@code $L}$L\n", Operand.picture(op), since(op))
            .returns(SELF);
    Operand.of(op).forEach(slot -> method.addParameter(Operand.parameter(slot, op, target)));
    return method.addStatement("return $L", call(op, target)).build();
  }

  private static String since(Op op) {
    return switch (op.feature()) {
      case BASE -> "";
      case CALL_REGISTER, SWITCHED_JUMP -> "; no kernel has it yet";
      case JUMP_LESS,
          LOCAL_CALL,
          JUMP32,
          MAP_VALUE,
          VARIABLE_ADDRESS,
          ATOMIC_FETCH,
          FUNCTION_ADDRESS,
          KFUNC,
          MAP_INDEX,
          CPU_V4,
          BOUNDED_GOTO,
          ADDRESS_SPACE,
          ACQUIRE_RELEASE,
          INDIRECT_JUMP ->
          "; since Linux " + op.feature().kernel();
    };
  }

  private static MethodSpec helperCall() {
    return MethodSpec.methodBuilder("call")
        .addModifiers(PUBLIC, DEFAULT)
        .addJavadoc("Calls {@code helper}.\n")
        .addParameter(HELPER, "helper")
        .addStatement("return call(helper.value())")
        .returns(SELF)
        .build();
  }

  private static CodeBlock call(Op op, Type target) {
    List<Slot> operands = Operand.of(op);
    String dst = operands.contains(Slot.DST) ? "dst" : "R0";
    String src = operands.contains(Slot.SRC) ? "src" : "R0";
    if (op.format().hasTarget()) {
      String imm = operands.contains(Slot.IMM) ? "imm" : "0";
      return CodeBlock.of(
          "with($T.branch($T.$L, $L, $L, $L, target))",
          Facade.PARTS,
          Op.class,
          op.name(),
          reg(dst),
          reg(src),
          imm);
    }
    return CodeBlock.of(
        "with($T.$L, $L, $L, $L, $L)",
        Op.class,
        op.name(),
        reg(dst),
        reg(src),
        off(operands),
        imm(op, operands));
  }

  private static CodeBlock reg(String name) {
    return name.equals("R0") ? CodeBlock.of("$T.R0", Reg.class) : CodeBlock.of("$L", name);
  }

  private static String off(List<Slot> operands) {
    if (operands.contains(Slot.INDEX)) {
      return "index";
    }
    return operands.contains(Slot.OFF) ? "off" : "0";
  }

  private static CodeBlock imm(Op op, List<Slot> operands) {
    if (operands.contains(Slot.HI32)) {
      return CodeBlock.of("$T.pair32(low, high)", Facade.PARTS);
    } else if (operands.contains(Slot.HI16)) {
      return CodeBlock.of("$T.pair16(high, low)", Facade.PARTS);
    } else if (op.format().immediate() == Immediate.LOW32) {
      return CodeBlock.of("low");
    }
    return CodeBlock.of(operands.contains(Slot.IMM) ? "imm" : "0");
  }
}
