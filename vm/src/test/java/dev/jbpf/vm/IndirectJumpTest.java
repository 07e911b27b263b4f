package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapDef.InstructionPlace;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.fault.VmFault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code gotox} and arrays of instructions. */
class IndirectJumpTest {
  private static final int WAYS = 5;
  private static final MapDef<Integer, InstructionPlace> TABLE = MapDef.instructions("table", WAYS);

  /** Adds 10 times the way to r0 as often as r7 says; way 4 is outside of what is read. */
  private static final String SWITCH =
      """
      r6 = *(u64 *)(r1 + 0)
      r7 = *(u64 *)(r1 + 8)
      r0 = 0
      again:
      r1 = map_value table, 0 ll
      r2 = r6
      r2 <<= 3
      r1 += r2
      r1 = *(u64 *)(r1 + 0)
      gotox r1
      way0:
      r0 += 1
      goto next
      way1:
      r0 += 10
      goto next
      way2:
      r0 += 20
      goto next
      way3:
      r0 += 30
      next:
      r7 -= 1
      if r7 != 0 goto again
      exit
      """;

  private final Program program = Assembler.assemble(SWITCH).program().orElseThrow();

  private LoadedProgram load(Engine engine) {
    return load(Vm.create(VmOptions.DEFAULT.withEngine(engine)));
  }

  private LoadedProgram load(Vm vm) {
    BpfMap<Integer, InstructionPlace> table = vm.map(TABLE);
    IntStream.range(0, WAYS - 1)
        .forEach(
            way ->
                table.update(
                    way, new InstructionPlace(program.labels().get("way" + way).number())));
    return vm.load(program);
  }

  private static byte[] input(long way, long rounds) {
    return ByteBuffer.allocate(16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(way)
        .putLong(rounds)
        .array();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void goesWhereTheArraySays(Engine engine) {
    LoadedProgram loaded = load(engine);
    assertThat(loaded.run(input(0, 1))).isEqualTo(1);
    assertThat(loaded.run(input(1, 1))).isEqualTo(10);
    assertThat(loaded.run(input(2, 1))).isEqualTo(20);
    assertThat(loaded.run(input(3, 1))).isEqualTo(30);
    // Long enough for the JIT, as part of a loop.
    assertThat(loaded.run(input(2, 100_000))).isEqualTo(2_000_000);
    assertThat(loaded.run(input(3, 100_000))).isEqualTo(3_000_000);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void anAddressOfNoInstructionFaultsAtTheJump(Engine engine) {
    LoadedProgram loaded = load(engine);
    assertThatThrownBy(() -> loaded.run(input(4, 1)))
        .isInstanceOfSatisfying(
            VmFault.class,
            fault -> {
              assertThat(fault.kind()).isEqualTo(FaultKind.JUMP_OUTSIDE);
              assertThat(program.opAt(fault.slot().number())).contains(Op.GOTOX);
            });
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void anEndlessLoopOfThemEndsWithTheBudget(Engine engine) {
    Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine).withBudget(10_000));
    vm.map(TABLE).update(0, new InstructionPlace(0));
    LoadedProgram endless =
        vm.load(
            Assembler.assemble("r1 = map_value table, 0 ll\nr1 = *(u64 *)(r1 + 0)\ngotox r1\n")
                .program()
                .orElseThrow());
    assertThatThrownBy(endless::run)
        .isInstanceOfSatisfying(
            VmFault.class,
            fault -> {
              assertThat(fault.kind()).isEqualTo(FaultKind.BUDGET);
              assertThat(fault.slot().number()).isEqualTo(3);
            });
  }

  @Test
  void stepsSeeOneJump() {
    Stepper steps = load(Engine.INTERPRETER).step(Context.of(input(2, 1)));
    int count = 0;
    for (; !steps.isDone(); count++) {
      assertThat(steps.slot().number()).isLessThan(program.size());
      steps.step();
    }
    assertThat(count).isEqualTo(3 + 6 + 2 + 2 + 1);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void gotoOrNopGoes(Engine engine) {
    Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine));
    Program text =
        Assembler.assemble("r0 = 1\ngoto_or_nop out\nr0 = 2\nout:\nexit\n").program().orElseThrow();
    assertThat(vm.load(text).run()).isEqualTo(1);
  }

  @Test
  void theArrayTellsTheLoadedSlotAndTakesNoOther() {
    BpfMap<Integer, InstructionPlace> table = Vm.create(VmOptions.DEFAULT).map(TABLE);
    table.update(1, new InstructionPlace(7));
    assertThat(table.lookup(1)).contains(new InstructionPlace(7, 7, 0, 0));
    assertThatThrownBy(() -> table.update(1, new InstructionPlace(7, 1, 0, 0)))
        .hasMessageContaining("takes no such");
  }

  /** Ways of a jump through a table are counted as others are. */
  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"INTERPRETER", "JIT"})
  void isCounted(Engine engine) {
    Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine).withCoverage(true));
    assertThat(load(vm).run(input(2, 3))).isEqualTo(60);
    assertThat(vm.coverage().get(0).executed(program.labels().get("way2"))).isEqualTo(3);
    assertThat(vm.coverage().get(0).executed(program.labels().get("way1"))).isZero();
    assertThat(vm.coverage().get(0).executed(program.labels().get("next"))).isEqualTo(3);
  }
}
