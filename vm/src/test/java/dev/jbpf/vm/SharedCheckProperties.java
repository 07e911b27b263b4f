package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Branch;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Label;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.TraceRecord;
import dev.jbpf.vm.coverage.ProgramCoverage;
import dev.jbpf.vm.fault.VmFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * One check for several accesses does what a check for each does, wherever some of them are
 * outside: before the first, behind the last, in between, in no memory at all; whatever has been
 * stored until then, and whatever way the program takes out of the stretch.
 */
class SharedCheckProperties {
  /** How much memory runs are given, whichever way a program goes through it. */
  private static final int[] LENGTHS = IntStream.iterate(0, n -> n <= 48, n -> n + 3).toArray();

  private static final List<Op> LOADS = List.of(Op.LDXB, Op.LDXH, Op.LDXW, Op.LDXDW, Op.LDXSH);
  private static final List<Op> STORES = List.of(Op.STXB, Op.STXH, Op.STXW, Op.STXDW);
  private static final List<Op> SUMS =
      List.of(Op.ADD_IMM, Op.SUB_IMM, Op.MOV_REG, Op.ADD_REG, Op.AND_IMM);

  /** Pointers: to the memory, into the frame, and one that was computed; and the frame's own. */
  private static final List<Reg> POINTERS = List.of(Reg.R6, Reg.R7, Reg.R8, Reg.R10);

  /** One instruction, before labels are known. */
  private record Seed(int kind, int op, int pointer, int value, int offset) {}

  /** Instructions before those that are looked at: about as many as three pieces have. */
  private static final int FILLING = 580;

  @Provide
  Arbitrary<Program> programs() {
    return Combinators.combine(bodies(), Arbitraries.integers().between(1, 7))
        .as((body, rounds) -> Program.link(elements(List.of(), body, rounds)));
  }

  /** The body is in two pieces, or in the second one. */
  @Provide
  Arbitrary<Program> programsInPieces() {
    return Combinators.combine(bodies(), Arbitraries.integers().between(FILLING, FILLING + 20))
        .as((body, filling) -> Program.link(elements(filling(filling), body, 1)));
  }

  private static List<CodeElement> filling(int count) {
    Insn sum = Insn.of(Op.ADD_REG, Reg.R0, Reg.R2, 0, 0);
    return Collections.nCopies(count, sum);
  }

  private static Arbitrary<List<Seed>> bodies() {
    Arbitrary<Seed> seed =
        Combinators.combine(
                Arbitraries.integers().between(0, 11),
                Arbitraries.integers().between(0, 59),
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(0, 5),
                Arbitraries.integers().between(-4, 24))
            .as(Seed::new);
    return seed.list().ofMinSize(2).ofMaxSize(14);
  }

  private static List<CodeElement> elements(
      List<CodeElement> filling, List<Seed> body, int rounds) {
    Label head = Label.create();
    Label end = Label.create();
    List<CodeElement> elements = new ArrayList<>();
    elements.add(move(Reg.R6, Reg.R1));
    elements.add(move(Reg.R7, Reg.R10));
    elements.add(Insn.of(Op.ADD_IMM, Reg.R7, Reg.R0, 0, -16));
    elements.add(move(Reg.R8, Reg.R1));
    elements.add(Insn.of(Op.ADD_IMM, Reg.R8, Reg.R0, 0, rounds));
    elements.add(Insn.of(Op.MOV_IMM, Reg.R9, Reg.R0, 0, rounds));
    elements.addAll(filling);
    elements.add(head);
    addBody(elements, body, end);
    elements.add(Insn.of(Op.ADD_IMM, Reg.R9, Reg.R0, 0, -1));
    elements.add(new Branch(Op.JNE_IMM, Reg.R9, Reg.R0, 0, head));
    elements.add(end);
    for (int register = 1; register < 6; register++) {
      elements.add(Insn.of(Op.ADD_REG, Reg.R0, Reg.of(register), 0, 0));
    }
    elements.add(Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));
    return elements;
  }

  /** Every second body has a place in its middle that jumps come to, too. */
  private static void addBody(List<CodeElement> elements, List<Seed> body, Label end) {
    Label middle = Label.create();
    boolean isCut = body.get(0).op() % 2 == 0;
    for (int i = 0; i < body.size(); i++) {
      if (isCut && i == body.size() / 2) {
        elements.add(middle);
      }
      elements.add(element(body.get(i), isCut && i < body.size() / 2 ? middle : end));
    }
  }

  private static Insn move(Reg dst, Reg src) {
    return Insn.of(Op.MOV_REG, dst, src, 0, 0);
  }

  private static CodeElement element(Seed seed, Label end) {
    Reg pointer = POINTERS.get(seed.pointer());
    boolean isFrame = pointer == Reg.R10;
    int offset = seed.offset() - (isFrame ? 28 : 0);
    Reg value = Reg.of(seed.value());
    if (seed.kind() < 5) {
      return Insn.of(LOADS.get(seed.op() % LOADS.size()), value, pointer, offset, 0);
    }
    if (seed.kind() < 8) {
      return Insn.of(STORES.get(seed.op() % STORES.size()), pointer, value, offset, 0);
    }
    if (seed.kind() == 8) {
      return new Branch(Op.JSET_IMM, value, Reg.R0, 1 << seed.op() % 8, end);
    }
    if (isFrame) {
      return move(value, Reg.R9);
    }
    Op sum = SUMS.get(seed.op() % SUMS.size());
    return switch (sum) {
      case MOV_REG -> move(pointer, POINTERS.get(seed.op() % POINTERS.size()));
      case ADD_REG -> Insn.of(sum, pointer, value, 0, 0);
      case AND_IMM -> Insn.of(sum, value, Reg.R0, 0, 7);
      default -> Insn.of(sum, pointer, Reg.R0, 0, seed.offset());
    };
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void enginesAgree(@ForAll("programs") Program program) {
    assertAgreement(program, false);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void enginesCountTheSame(@ForAll("programs") Program program) {
    assertAgreement(program, true);
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void enginesAgreeOnPieces(@ForAll("programsInPieces") Program program) {
    assertAgreement(program, false);
  }

  @Tag("long")
  @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
  void enginesAgreeForLong(@ForAll("programs") Program program) {
    assertAgreement(program, false);
  }

  private static void assertAgreement(Program program, boolean isCounted) {
    assertThat(outcome(program, Engine.JIT, isCounted, LENGTHS))
        .as(() -> RandomPrograms.text(program))
        .isEqualTo(outcome(program, Engine.INTERPRETER, isCounted, LENGTHS));
  }

  /** The check fails in the last round only, and the way out comes before what is outside. */
  @Example
  void aWalkThatEndsAtTheLastByteCostsTheSame() {
    String walk =
        """
        r0 = 0
        again: r3 = *(u8 *)(r1 + 0)
        if r3 == 42 goto out
        r4 = *(u8 *)(r1 + 1)
        r0 += r4
        r3 &= 0
        r3 += 1
        r1 += r3
        goto again
        out: exit
        """;
    Program program = Assembler.assemble(walk).program().orElseThrow();
    int[] seven = {7};

    assertThat(outcome(program, Engine.JIT, true, seven))
        .isEqualTo(outcome(program, Engine.INTERPRETER, true, seven));
    assertThat(outcome(program, Engine.JIT, false, seven)).contains("charged 48");
  }

  /** What a run is given in r1 is the start of something. What a function is given need not be. */
  @Example
  void aProgramThatCallsItselfWithAnotherPointer() {
    assertAgreement(callsItself(0), false);
    assertAgreement(callsItself(600), false);
    assertThat(outcome(callsItself(600), Engine.JIT, false, new int[] {9})).contains(": 46c4 ");
  }

  private static Program callsItself(int filling) {
    String again =
        """
        start: r0 = *(u8 *)(r1 + 1)
        r4 = *(u8 *)(r1 + 3)
        r0 += r4
        FILLING
        r4 = *(u8 *)(r1 + 0)
        r0 += r4
        r4 = *(u16 *)(r1 + 2)
        r0 += r4
        if r5 != 0 goto out
        r6 = r0
        r1 += 4
        r5 = 1
        call start
        r0 += r6
        out: exit
        """
            .replace("FILLING", "r3 += r2\n".repeat(filling));
    return Assembler.assemble(again).program().orElseThrow();
  }

  /** Of a run with memory of each length: what a machine keeps of one run, the next one finds. */
  private static String outcome(Program program, Engine engine, boolean isCounted, int[] lengths) {
    VmOptions options =
        VmOptions.DEFAULT
            .withEngine(engine)
            .withBudget(150 + program.size())
            .withCoverage(isCounted);
    Vm vm = Vm.create(options);
    LoadedProgram loaded = vm.load(program);
    StringBuilder text = new StringBuilder();
    for (int length : lengths) {
      text.append(once(loaded, length, Context::of)).append('\n');
      // What the kernel gives to look at only: a store faults, however far a check reaches.
      text.append(once(loaded, length, TraceRecord::new)).append('\n');
    }
    return text + (isCounted ? executed(vm, program).toString() : "");
  }

  private static String once(LoadedProgram loaded, int length, Function<byte[], Context> given) {
    byte[] memory = new byte[length];
    for (int i = 0; i < memory.length; i++) {
      memory[i] = (byte) (i * 7);
    }
    String result;
    try {
      RunResult run = loaded.test(given.apply(memory));
      result = Long.toHexString(run.r0()) + " charged " + run.charged();
    } catch (VmFault fault) {
      result = fault.getMessage();
    }
    return length + " bytes: " + result + " " + Arrays.toString(memory);
  }

  private static List<Long> executed(Vm vm, Program program) {
    ProgramCoverage coverage = vm.coverage().get(0);
    return IntStream.range(0, program.size())
        .mapToObj(slot -> coverage.executed(new Slot(slot)))
        .toList();
  }
}
