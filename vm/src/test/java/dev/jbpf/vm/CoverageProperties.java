package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.isa.Operation;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.coverage.ProgramCoverage;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.fault.VmFault;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever the program, what is counted is what a stepper sees, and costs nothing of the budget.
 */
class CoverageProperties {
  private static final VmOptions OPTIONS = VmOptions.DEFAULT.withBudget(2_000).withCoverage(true);

  @Provide
  Arbitrary<Program> programs() {
    return RandomPrograms.programs(60);
  }

  @Provide
  Arbitrary<Program> largePrograms() {
    return RandomPrograms.programs(900);
  }

  @Property(tries = 1_600)
  void countsWhatRuns(@ForAll("programs") Program program) {
    assertExact(program);
  }

  @Property(tries = 25)
  void countsInProgramsThatAreInPieces(@ForAll("largePrograms") Program program) {
    assertExact(program);
  }

  @Provide
  Arbitrary<Program> purePrograms() {
    return new PureProperties().programs();
  }

  /** These are counted by the ways through them, and again in the other method where they fault. */
  @Property(tries = 400)
  void countsWaysThroughPurePrograms(@ForAll("purePrograms") Program program) {
    assertExact(program, OPTIONS, 40);
  }

  /** One way more than there are counters: the other method counts. */
  @Example
  void countsBranchesOfTooManyWays() {
    for (int jumps : new int[] {11, 12, 13, 14}) {
      StringBuilder source = new StringBuilder("r0 = *(u32 *)(r1 + 0)\n");
      for (int i = 0; i < jumps; i++) {
        source.append("if r0 & ").append(1 << i).append(" goto j").append(i);
        source.append("\nr0 += 0x10000\nj").append(i).append(":\n");
      }
      assertExact(Assembler.assemble(source + "exit").program().orElseThrow(), OPTIONS, 40);
    }
  }

  @Provide
  Arbitrary<LoopProperties.Case> loops() {
    return new LoopProperties().loops();
  }

  @Property(tries = 1_500)
  void countsInTheSecondCopyOfALoop(@ForAll("loops") LoopProperties.Case loop) {
    assertExact(loop.program(), OPTIONS.withBudget(loop.budget()), 256);
  }

  private static void assertExact(Program program) {
    assertExact(program, OPTIONS, 64);
  }

  private static void assertExact(Program program, VmOptions options, int size) {
    String stepped = stepped(program, options, size);
    for (Engine engine : new Engine[] {Engine.INTERPRETER, Engine.JIT}) {
      assertThat(counted(program, options.withEngine(engine), size))
          .as(() -> engine + "\n" + RandomPrograms.text(program))
          .isEqualTo(stepped);
    }
  }

  private static byte[] memory(int size) {
    byte[] memory = new byte[size];
    for (int i = 0; i < memory.length; i++) {
      memory[i] = (byte) (i * 37);
    }
    return memory;
  }

  private static String counted(Program program, VmOptions options, int size) {
    Vm vm = Vm.create(options);
    RandomPrograms.maps(vm);
    LoadedProgram loaded = vm.load(program);
    for (int run = 0; run < 2; run++) {
      try {
        loaded.run(Context.of(memory(size)));
      } catch (VmFault expected) {
        // It ends the run, as it ends that of the stepper.
      }
    }
    ProgramCoverage coverage = vm.coverage().get(0);
    long[] executed =
        IntStream.range(0, program.size())
            .mapToLong(slot -> coverage.executed(new Slot(slot)))
            .toArray();
    return text(program, executed, slot -> coverage.taken(new Slot(slot)));
  }

  private static String stepped(Program program, VmOptions options, int size) {
    Vm vm = Vm.create(options.withCoverage(false));
    RandomPrograms.maps(vm);
    LoadedProgram loaded = vm.load(program);
    long[] executed = new long[program.size()];
    long[] taken = new long[program.size()];
    for (int run = 0; run < 2; run++) {
      Stepper stepper = loaded.step(Context.of(memory(size)));
      try {
        while (!stepper.isDone()) {
          step(stepper, executed, taken);
        }
      } catch (VmFault expected) {
        int slot = expected.slot().number(); // It ran, and was the last.
        if (expected.kind() == FaultKind.JUMP_OUTSIDE) {
          taken[slot]++;
          executed[slot]--; // The stepper shows where a wild jump leads as a step of its own.
        }
      }
    }
    return text(program, executed, slot -> taken[slot]);
  }

  /** Of branches that lead to the next slot in any case, no stepper sees the way. */
  private static String text(Program program, long[] executed, IntToLongFunction taken) {
    long[] branches =
        IntStream.range(0, program.size())
            .mapToLong(
                slot ->
                    program
                        .opAt(slot)
                        .filter(op -> op.isCondition() || op.operation() == Operation.MAYBE)
                        .filter(op -> op.distance(program.word(slot)) != 0)
                        .map(op -> taken.applyAsLong(slot))
                        .orElse(0L))
            .toArray();
    return Arrays.toString(executed) + Arrays.toString(branches);
  }

  private static void step(Stepper stepper, long[] executed, long[] taken) {
    int slot = stepper.slot().number();
    executed[slot]++;
    stepper.step();
    if (!stepper.isDone() && stepper.slot().number() != slot + 1) {
      taken[slot]++;
    }
  }
}
