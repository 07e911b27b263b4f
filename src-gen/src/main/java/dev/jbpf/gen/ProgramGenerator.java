package dev.jbpf.gen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.code.RawWord;
import dev.jbpf.code.Slot;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.Template;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes the Java class that builds a program with the builder's mnemonics: {@code jbpf gen java}.
 */
public final class ProgramGenerator {
  /** So many instructions a method stay far below the limit of Java's methods. */
  private static final int CHUNK = 500;

  private static final ClassName BUILDER = ClassName.get(Facade.PACKAGE, "ProgramBuilder");

  private final Program program;
  private final Map<Integer, String> labels;
  private final Map<Integer, MapReference> maps = new HashMap<>();

  private ProgramGenerator(Program program) {
    this.program = program;
    this.labels = labels(program);
    program.maps().forEach(map -> maps.put(map.slot().number(), map));
  }

  /**
   * {@return the source of the class {@code className} of {@code javaPackage}, whose method {@code
   * program()} builds {@code program}} Labels keep their names; other targets get one.
   */
  public static String generate(Program program, String javaPackage, String className) {
    TypeSpec type = new ProgramGenerator(program).type(className);
    return JavaFile.builder(javaPackage, type)
        .addStaticImport(Reg.class, "*")
        .skipJavaLangImports(true)
        .build()
        .toString();
  }

  private static Map<Integer, String> labels(Program program) {
    Map<Integer, String> labels = new TreeMap<>();
    program.labels().forEach((name, slot) -> labels.putIfAbsent(slot.number(), name));
    TreeSet<Integer> starts = starts(program);
    for (int slot : starts) {
      target(program, slot)
          .filter(place -> starts.contains(place) || place == program.size())
          .ifPresent(place -> labels.putIfAbsent(place, "slot" + place));
    }
    return labels;
  }

  private static TreeSet<Integer> starts(Program program) {
    TreeSet<Integer> starts = new TreeSet<>();
    int slot = 0;
    for (CodeElement element : program.elements()) {
      starts.add(slot);
      slot += element instanceof Insn insn ? insn.slots() : 1;
    }
    return starts;
  }

  /** The slot that the instruction at {@code slot} names, wherever that is. */
  private static Optional<Integer> target(Program program, int slot) {
    return program.elementAt(new Slot(slot)) instanceof Insn insn && insn.op().format().hasTarget()
        ? Optional.of(slot + 1 + distance(insn))
        : Optional.empty();
  }

  private static int distance(Insn insn) {
    return insn.op().format().immediate().isTarget() ? (int) insn.imm() : insn.off();
  }

  private TypeSpec type(String className) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(className)
            .addModifiers(PUBLIC, FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    CodeBlock.Builder calls = CodeBlock.builder();
    int slot = 0;
    int parts = 0;
    while (slot < program.size() || parts == 0) {
      MethodSpec.Builder part =
          MethodSpec.methodBuilder("part" + ++parts)
              .addModifiers(PRIVATE, STATIC)
              .addParameter(BUILDER, "b");
      slot = add(part, slot);
      type.addMethod(part.build());
      calls.addStatement("part$L(b)", parts);
    }
    return type.addMethod(program(calls.build())).build();
  }

  private static MethodSpec program(CodeBlock calls) {
    return MethodSpec.methodBuilder("program")
        .addModifiers(PUBLIC, STATIC)
        .addJavadoc("{@return the program}\n")
        .returns(Program.class)
        .addCode("return $T.program(b -> {\n", BUILDER)
        .addCode(CodeBlock.builder().indent().add(calls).unindent().build())
        .addCode("});\n")
        .build();
  }

  private int add(MethodSpec.Builder method, int start) {
    int slot = start;
    while (slot < program.size() && slot - start < CHUNK) {
      bind(method, slot);
      CodeElement element = program.elementAt(new Slot(slot));
      method.addStatement("b.$L", call(element, slot));
      slot += element instanceof Insn insn ? insn.slots() : 1;
    }
    if (slot == program.size()) {
      bind(method, slot);
    }
    return slot;
  }

  private void bind(MethodSpec.Builder method, int slot) {
    Optional.ofNullable(labels.get(slot))
        .ifPresent(name -> method.addStatement("b.label($S)", name));
  }

  private CodeBlock call(CodeElement element, int slot) {
    if (!(element instanceof Insn insn)) {
      long bits = ((RawWord) element).bits();
      return CodeBlock.of("with(new $T($L))", RawWord.class, "0x" + Long.toHexString(bits) + "L");
    }
    return Optional.ofNullable(maps.get(slot))
        .map(map -> loadMap(insn, map))
        .orElseGet(() -> mnemonic(insn, slot));
  }

  private static CodeBlock loadMap(Insn insn, MapReference map) {
    return insn.op() == Op.LDDW_MAP_VALUE
        ? CodeBlock.of("loadMapValue($L, $S, $L)", insn.dst(), map.map(), insn.imm() >> 32)
        : CodeBlock.of("loadMap($L, $S)", insn.dst(), map.map());
  }

  private CodeBlock mnemonic(Insn insn, int slot) {
    return CodeBlock.of(
        "$L($L)",
        MnemonicInterfaces.name(insn.op()),
        Operand.of(insn.op()).stream()
            .map(operand -> argument(insn, operand, slot))
            .collect(CodeBlock.joining(", ")));
  }

  private CodeBlock argument(Insn insn, Template.Slot operand, int slot) {
    return switch (operand) {
      case DST, WDST -> CodeBlock.of("$L", insn.dst());
      case SRC, WSRC -> CodeBlock.of("$L", insn.src());
      case IMM -> CodeBlock.of(insn.slots() == 2 ? "$LL" : "$L", insn.imm());
      case OFF, DISP, INDEX -> CodeBlock.of("$L", insn.off());
      case TARGET -> place(insn, slot);
      case LO32 -> CodeBlock.of("$L", (int) insn.imm());
      case HI32 -> CodeBlock.of("$L", (int) (insn.imm() >> 32));
      case LO16 -> CodeBlock.of("$L", insn.imm() & 0xffff);
      case HI16 -> CodeBlock.of("$L", insn.imm() >> 16);
    };
  }

  private CodeBlock place(Insn insn, int slot) {
    return Optional.ofNullable(labels.get(slot + 1 + distance(insn)))
        .map(name -> CodeBlock.of("$S", name))
        .orElseGet(() -> CodeBlock.of("$L", distance(insn)));
  }
}
