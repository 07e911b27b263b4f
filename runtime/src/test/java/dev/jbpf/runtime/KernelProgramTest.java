package dev.jbpf.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Located;
import dev.jbpf.code.MapLoad;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.info.ProgramInfo;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@KernelTest
class KernelProgramTest {
  private static final Insn EXIT = Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0);

  private static Insn set(Reg register, int value) {
    return Insn.of(Op.MOV_IMM, register, Reg.R0, 0, value);
  }

  private static ProgramSpec filter(CodeElement... elements) {
    return ProgramSpec.of("test", ProgramType.SOCKET_FILTER, Program.of(elements));
  }

  @Test
  void aProgramRuns() {
    try (var program = Bpf.load(filter(set(Reg.R0, -1), EXIT))) {
      TestRunResult result = program.testRun(TestRun.onPacket(new byte[14]).withRepeat(3));
      assertThat(result.returnValue()).isEqualTo(0xffff_ffffL);
      assertThat(result.data()).hasSize(14);
    }
  }

  @Test
  void xdpProgramsSeeThePacket() {
    Program program =
        Program.of(
            Insn.of(Op.LDXW, Reg.R2, Reg.R1, 0, 0),
            Insn.of(Op.LDXW, Reg.R3, Reg.R1, 4, 0),
            Insn.of(Op.MOV_REG, Reg.R4, Reg.R2, 0, 0),
            Insn.of(Op.ADD_IMM, Reg.R4, Reg.R0, 0, 14),
            set(Reg.R0, 1),
            Insn.of(Op.JGT_REG, Reg.R4, Reg.R3, 1, 0),
            Insn.of(Op.STB, Reg.R2, Reg.R0, 0, 0x42),
            EXIT);
    byte[] packet = new byte[64];
    packet[63] = 7;
    try (var loaded = Bpf.load(ProgramSpec.of("x", ProgramType.XDP, program))) {
      TestRunResult result = loaded.testRun(TestRun.onPacket(packet));
      packet[0] = 0x42;
      assertThat(result.returnValue()).isEqualTo(1);
      assertThat(result.data()).isEqualTo(packet);
    }
  }

  /** Compares the first four bytes of what it is shown. */
  @ParameterizedTest
  @EnumSource(
      value = ProgramType.class,
      names = {"SOCKET_FILTER", "CGROUP_SKB", "SCHED_CLS", "LWT_IN"})
  void aPacketIsSeenFromItsFirstByteOn(ProgramType type) {
    Program program =
        Program.of(
            set(Reg.R2, 0),
            Insn.of(Op.MOV_REG, Reg.R3, Reg.R10, 0, 0),
            Insn.of(Op.ADD_IMM, Reg.R3, Reg.R0, 0, -4),
            set(Reg.R4, 4),
            Insn.of(Op.CALL, Reg.R0, Reg.R0, 0, Helper.SKB_LOAD_BYTES.value()),
            Insn.of(Op.LDXW, Reg.R1, Reg.R10, -4, 0),
            set(Reg.R0, 1),
            Insn.of(Op.JEQ_IMM, Reg.R1, Reg.R0, 1, 0x2800_0045),
            set(Reg.R0, 0),
            EXIT);
    byte[] packet = new byte[40];
    packet[0] = 0x45;
    packet[3] = 0x28;
    try (var loaded = Bpf.load(ProgramSpec.of("x", type, program))) {
      TestRunResult result = loaded.testRun(TestRun.onPacket(type, packet));
      assertThat(result.returnValue()).isEqualTo(1);
      assertThat(result.packet(type)).isEqualTo(packet);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ProgramType.class,
      names = {"RAW_TRACEPOINT", "SYSCALL"})
  void aProgramWithoutPacketsRunsOnItsContext(ProgramType type) {
    byte[] context = new byte[16];
    context[8] = 42;
    Program program = Program.of(Insn.of(Op.LDXDW, Reg.R0, Reg.R1, 8, 0), EXIT);
    ProgramSpec spec = ProgramSpec.of("x", type, program);
    ProgramSpec allowed =
        type == ProgramType.SYSCALL ? spec.withFlags(ProgramFlag.SLEEPABLE) : spec;
    try (var loaded = Bpf.load(allowed)) {
      TestRunResult result = loaded.testRun(TestRun.onContext(context));
      assertThat(result.returnValue()).isEqualTo(42);
      assertThat(result.context()).isEqualTo(context);
    }
  }

  @Test
  void aRawTracepointRunsOnTheCpuThatIsAskedFor() {
    Program program =
        Program.of(Insn.of(Op.CALL, Reg.R0, Reg.R0, 0, Helper.GET_SMP_PROCESSOR_ID.value()), EXIT);
    try (var loaded = Bpf.load(ProgramSpec.of("x", ProgramType.RAW_TRACEPOINT, program))) {
      for (int cpu = 0; cpu < Runtime.getRuntime().availableProcessors(); cpu++) {
        assertThat(loaded.testRun(TestRun.onContext(new byte[8]).onCpu(cpu)).returnValue())
            .isEqualTo(cpu);
      }
    }
  }

  private static final MapDef<Integer, Long> COUNTS = MapDef.array("counts", Codec.U64, 1);

  private static ProgramSpec counting() {
    return filter(
        MapLoad.value(Reg.R1, "counts", 0),
        set(Reg.R0, 5),
        Insn.of(Op.AADD, Reg.R1, Reg.R0, 0, 0),
        EXIT);
  }

  @Test
  void mapsAreFoundByName() {
    try (var counts = Bpf.create(COUNTS)) {
      try (var program = Bpf.load(counting(), counts)) {
        program.testRun(TestRun.onPacket(new byte[14]));
        assertThat(program.map(COUNTS)).isSameAs(counts);
      }
      assertThat(counts.lookup(0)).contains(5L);
    }
  }

  @Test
  void mapsOfTheProgramComeAndGoWithIt() {
    KernelMap<Integer, Long> counts;
    try (var program = Bpf.load(counting().withMap(COUNTS))) {
      counts = program.map(COUNTS);
      program.testRun(TestRun.onPacket(new byte[14]).withRepeat(10));
      assertThat(counts.lookup(0)).contains(50L);
    }
    assertThatIllegalStateException().isThrownBy(() -> counts.lookup(0));
  }

  @Test
  void aMapThatNobodyKnowsIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bpf.load(counting().withMap(MapDef.array("count", Codec.U64, 1))))
        .withMessageContaining("program test names map counts, which is neither given nor defined")
        .withMessageContaining("did you mean count?");
  }

  @Test
  void theLogIsThereWhenAsked() {
    try (var quiet = Bpf.load(filter(set(Reg.R0, 0), EXIT));
        var verbose = Bpf.load(filter(set(Reg.R0, 0), EXIT).withLog(LogLevel.VERBOSE))) {
      assertThat(quiet.log()).isEmpty();
      assertThat(verbose.log()).contains("0: (b7) r0 = 0").contains("processed 2 insns");
    }
  }

  /** More than 64 KiB of log: the first buffer is too small. */
  @Test
  void aLongLogIsWhole() {
    List<CodeElement> elements = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      elements.add(set(Reg.R0, i));
    }
    elements.add(EXIT);
    Program program = Program.link(elements);
    ProgramSpec spec = ProgramSpec.of("long", ProgramType.SOCKET_FILTER, program);
    try (var loaded = Bpf.load(spec.withLog(LogLevel.VERBOSE))) {
      assertThat(loaded.log())
          .hasSizeGreaterThan(1 << 16)
          .contains("4999: (b7) r0 = 4999")
          .contains("processed 5001 insns");
    }
  }

  @Test
  @DisplayName(
      "R23: a rejection shows the author's line, and no errno that reads as missing rights")
  void aRejectionShowsTheAuthorsLine(@TempDir Path folder) throws IOException {
    Path source = folder.resolve("bad.s");
    Files.writeString(source, "r0 = 0\n  r0 = *(u64 *)(r2 + 0)\nexit\n");
    CodeElement wrong =
        new Located(
            Insn.of(Op.LDXDW, Reg.R0, Reg.R2, 0, 0), new Origin.Source(source.toString(), 2, 3));
    assertThatExceptionOfType(VerifierException.class)
        .isThrownBy(() -> Bpf.load(filter(set(Reg.R0, 0), wrong, EXIT)))
        .withMessage(
            """
            %s:2:3: error[verifier]: R2 !read_ok
                2 |   r0 = *(u64 *)(r2 + 0)
                  |   ^
              note: 1: (79) r0 = *(u64 *)(r2 +0)
              note: the verifier rejected program test\
            """
                .formatted(source))
        .satisfies(e -> assertThat(e.slot()).contains(new Slot(1)))
        .satisfies(e -> assertThat(e.log()).contains("processed 2 insns"))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EACCES));
  }

  @Test
  void aRejectionOfTheWholeProgramSaysWhere() {
    CodeElement dead = new Located(set(Reg.R0, 2), new Origin.Source("dead.s", 3, 1));
    assertThatExceptionOfType(VerifierException.class)
        .isThrownBy(() -> Bpf.load(filter(set(Reg.R0, 0), EXIT, dead, EXIT)))
        .withMessage(
            """
            dead.s:3:1: error[verifier]: unreachable insn 2
              note: the verifier rejected program test\
            """);
  }

  @Test
  void whatIsNotTheVerifiersFaultIsSaid() {
    ProgramSpec spec =
        ProgramSpec.of("c", ProgramType.CGROUP_SOCK_ADDR, Program.of(set(Reg.R0, 1), EXIT));
    assertThatExceptionOfType(BpfSyscallException.class)
        .isThrownBy(() -> Bpf.load(spec))
        .isNotInstanceOf(VerifierException.class)
        .withMessageStartingWith("cannot load program c (BPF_PROG_LOAD): EINVAL")
        .withMessageContaining("type of program, of attachment");
  }

  @Test
  void theKernelKnowsItAsWeDo() {
    try (var program = Bpf.load(filter(set(Reg.R0, 0), EXIT))) {
      ProgramInfo info = program.info();
      assertThat(info.name()).isEqualTo("test");
      assertThat(info.type()).isEqualTo(ProgramType.SOCKET_FILTER.value());
      assertThat(info.tag()).hasSize(16);
      assertThat(info.verifiedInstructions()).isEqualTo(2);
      assertThat(info.translatedBytes()).isGreaterThanOrEqualTo(16);
    }
  }

  @Test
  void helpersUnderTheGplNeedTheLicense() {
    ProgramSpec spec =
        ProgramSpec.of(
            "gpl", ProgramType.KPROBE, Program.of(Insn.of(Op.CALL, Reg.R0, Reg.R0, 0, 5), EXIT));
    Bpf.load(spec).close();
    ProgramSpec probe =
        ProgramSpec.of(
            "gpl",
            ProgramType.KPROBE,
            Program.of(
                set(Reg.R1, 0),
                set(Reg.R2, 0),
                set(Reg.R3, 0),
                Insn.of(Op.CALL, Reg.R0, Reg.R0, 0, 6),
                EXIT));
    assertThatExceptionOfType(VerifierException.class)
        .isThrownBy(() -> Bpf.load(probe.withLicense("Proprietary")))
        .withMessageContaining("GPL");
  }

  @Test
  void runsAreMeasured() {
    try (var program = Bpf.load(filter(set(Reg.R0, 0), EXIT));
        var measuring = Kernel.local().measureRunTime()) {
      assertThat(measuring).isNotNull();
      program.testRun(TestRun.onPacket(new byte[14]).withRepeat(1_000));
      assertThat(Kernel.local().programs())
          .filteredOn(info -> info.id() == program.info().id())
          .singleElement()
          .satisfies(info -> assertThat(info.name()).isEqualTo("test"));
      assertThat(program.info().runTime()).isNotNull();
    }
  }
}
