package dev.jbpf.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testkit.world.Outcome;
import dev.jbpf.testkit.world.RunInput;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.fault.VmFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of {@code docs/strict.md}: runs fault so, and the kernel refuses just these. */
class StrictPageTest {
  private static final int FAULTING = 5;
  private static final int ADMITTED = 3;

  /** A row: its cells, without the marks of code. */
  record Row(List<String> cells) {
    Program program() {
      Assembly assembly = Assembler.assemble(cells.get(2));
      return assembly.program().orElseThrow(() -> new AssertionError(assembly.report()));
    }

    RunInput input() {
      ProgramType type = cells.get(1).equals("xdp") ? ProgramType.XDP : ProgramType.SCHED_CLS;
      return RunInput.NONE
          .withType(type)
          .withPacket(new byte[64])
          .withMap(MapDef.array("m", Codec.U64, 2))
          .withMap(MapDef.array("o", Codec.U64, 1))
          .withMap(MapDef.ringBuffer("r", 4_096));
    }

    Outcome run(boolean isStrict) {
      RunInput input = input();
      return Engines.run(
          TestEngine.VM,
          program(),
          input.withMachine(input.machine().withOptions(options -> options.withStrict(isStrict))));
    }

    Outcome inKernel() {
      return Engines.run(TestEngine.KERNEL, program(), input());
    }
  }

  private static List<Row> rows(int cells) throws IOException {
    return Files.readString(Path.of("../docs/strict.md"))
        .lines()
        .filter(line -> line.startsWith("|") && line.contains("`"))
        .map(line -> Arrays.stream(line.substring(1).split("[|]")).map(StrictPageTest::plain))
        .map(row -> new Row(row.toList()))
        .filter(row -> row.cells().size() == cells)
        .toList();
  }

  private static String plain(String cell) {
    return cell.strip().replace("`", "");
  }

  static List<Row> faulting() throws IOException {
    return rows(FAULTING);
  }

  static List<Row> admitted() throws IOException {
    return rows(ADMITTED);
  }

  @ParameterizedTest
  @MethodSource("faulting")
  void faults(Row row) {
    VmFault fault = row.run(true).fault().orElseThrow();
    assertThat(fault.kind()).isEqualTo(FaultKind.PROVENANCE);
    assertThat(fault).hasMessageContaining(row.cells().get(3));
  }

  @KernelTest
  @ParameterizedTest
  @MethodSource("faulting")
  void isRefused(Row row) {
    assertThatExceptionOfType(VerifierException.class)
        .isThrownBy(row::inKernel)
        .satisfies(refusal -> assertThat(refusal.log()).contains(row.cells().get(4)));
  }

  @ParameterizedTest
  @MethodSource("admitted")
  void runsAsEver(Row row) {
    Outcome strict = row.run(true);
    assertThat(strict.fault()).isEmpty();
    assertThat(strict.r0()).isEqualTo(row.run(false).r0());
  }

  @KernelTest
  @ParameterizedTest
  @MethodSource("admitted")
  void isAdmitted(Row row) {
    row.inKernel();
  }
}
