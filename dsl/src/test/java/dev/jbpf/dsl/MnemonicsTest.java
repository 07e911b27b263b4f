package dev.jbpf.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Branch;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Label;
import dev.jbpf.dsl.GeneratedMethods.Call;
import dev.jbpf.dsl.mnemonic.ArithmeticMnemonics;
import dev.jbpf.dsl.mnemonic.JumpMnemonics;
import dev.jbpf.dsl.mnemonic.MemoryMnemonics;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.Template.Slot;
import dev.jbpf.kernel.Helper;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MnemonicsTest {

  /** Keeps what arrives. */
  private static final class Recorder
      implements ArithmeticMnemonics<Recorder>, JumpMnemonics<Recorder>, MemoryMnemonics<Recorder> {
    private final List<CodeElement> elements = new ArrayList<>();

    @Override
    public Recorder with(CodeElement element) {
      elements.add(element);
      return this;
    }

    @Override
    public Recorder with(Op op, Reg dst, Reg src, int off, long imm) {
      return with(Insn.of(op, dst, src, off, imm));
    }

    CodeElement last() {
      return elements.get(elements.size() - 1);
    }
  }

  private static Stream<Method> methods() {
    return Stream.of(ArithmeticMnemonics.class, JumpMnemonics.class, MemoryMnemonics.class)
        .flatMap(group -> Arrays.stream(group.getMethods()))
        .filter(Method::isDefault)
        .filter(method -> !method.isBridge());
  }

  @Test
  void everyRowHasItsMethod() {
    Recorder recorder = new Recorder();
    Set<Op> reached = EnumSet.noneOf(Op.class);
    methods()
        .flatMap(method -> GeneratedMethods.calls(Optional.of(recorder), method))
        .forEach(call -> assertThat(call.result()).isSameAs(recorder));
    recorder.elements.forEach(element -> reached.add(op(element)));
    assertThat(reached).containsExactlyInAnyOrderElementsOf(Op.all());
  }

  @Test
  void argumentsAreTheOperandsInTheOrderOfTheGnuDialect() {
    long checked = methods().mapToLong(MnemonicsTest::compare).sum();
    assertThat(checked).isGreaterThan(1000);
  }

  private static long compare(Method method) {
    Recorder recorder = new Recorder();
    List<Call> calls = GeneratedMethods.calls(Optional.of(recorder), method).toList();
    for (int i = 0; i < calls.size(); i++) {
      compare(recorder.elements.get(i), calls.get(i));
    }
    return calls.size();
  }

  private static void compare(CodeElement element, Call call) {
    List<Slot> operands =
        op(element).gnu().parts().stream()
            .filter(Slot.class::isInstance)
            .map(Slot.class::cast)
            .distinct()
            .toList();
    List<Object> values =
        operands.stream()
            .map(slot -> element instanceof Insn insn ? of(insn, slot) : of((Branch) element, slot))
            .toList();
    assertThat(values.stream().map(String::valueOf))
        .as(call.toString())
        .containsExactlyElementsOf(
            call.arguments().stream().map(MnemonicsTest::number).map(String::valueOf).toList());
  }

  private static Object number(Object argument) {
    return argument instanceof Helper helper ? helper.value() : argument;
  }

  private static Op op(CodeElement element) {
    return element instanceof Insn insn ? insn.op() : ((Branch) element).op();
  }

  private static Object of(Branch branch, Slot slot) {
    return switch (slot) {
      case DST, WDST -> branch.dst();
      case SRC, WSRC -> branch.src();
      case IMM -> branch.imm();
      case TARGET -> branch.target();
      case OFF, DISP, INDEX, LO32, HI32, LO16, HI16 -> throw new AssertionError(slot);
    };
  }

  private static Object of(Insn insn, Slot slot) {
    return switch (slot) {
      case DST, WDST -> insn.dst();
      case SRC, WSRC -> insn.src();
      case IMM -> insn.imm();
      case OFF, DISP, INDEX -> insn.off();
      case TARGET -> insn.op().format().immediate().isTarget() ? insn.imm() : insn.off();
      case LO32 -> (int) insn.imm();
      case HI32 -> (int) (insn.imm() >> 32);
      case LO16 -> (int) insn.imm() & 0xffff;
      case HI16 -> (int) insn.imm() >>> 16;
    };
  }

  @Test
  void aLabelIsTheSameByName() {
    assertThat(new Recorder().ja("out").last())
        .isEqualTo(new Recorder().ja(Label.named("out")).last());
  }
}
