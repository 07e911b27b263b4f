package dev.jbpf.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.subject.Subjects;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kernels have that are newer than any here; by what their own tests expect. */
class NewerKernelsTest {
  private static final KernelVersion WITH_JUMPS = new KernelVersion(6, 19);

  /** A table of two places, {@code one} and {@code two}, and what a function does with it. */
  private static String source(String body) {
    return """
        .section socket,"ax",@progbits
        .globl choose
        .type choose, @function
        choose:
        %s
        one:
        r0 = 1
        exit
        two:
        r0 = 2
        exit
        .size choose, . - choose
        .section .jumptables,"",@progbits
        table:
        .quad one - choose, two - choose
        .size table, 16
        """
        .formatted(body.replace("; ", "\n"));
  }

  private static Verdict verdict(String source, KernelVersion kernel) {
    AssemblerOptions options = AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT);
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    BpfObjectFile object =
        BpfObjectFile.of(Assembler.assemble(bytes, "later.s", options).object().orElseThrow());
    Subject subject = Subjects.all(object, KernelBtf.unknown()).values().iterator().next();
    return Verifier.of(kernel).verify(subject);
  }

  private static String told(Verdict verdict) {
    return verdict instanceof Verdict.Rejected rejected
        ? rejected.finding().rule().name()
        : verdict.getClass().getSimpleName();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "r1 = table ll; r1 = *(u64 *)(r1 + 8); gotox r1 | Accepted",
        "r1 = table ll; r1 -= 24; r1 += 32; r1 = *(u64 *)(r1 + 0); gotox r1 | Accepted",
        "r2 = *(u32 *)(r1 + 0); r2 &= 1; r2 <<= 3; r1 = table ll; r1 += r2;"
            + " r1 = *(u64 *)(r1 + 0); gotox r1 | Accepted",
        "r2 = *(u32 *)(r1 + 0); r2 &= 3; r2 <<= 3; r1 = table ll; r1 += r2;"
            + " r1 = *(u64 *)(r1 + 0); gotox r1 | MAP_VALUE_RANGE",
        "r1 = table ll; r1 = *(u32 *)(r1 + 8); gotox r1 | MAP_VALUE_RANGE",
        "r1 = table ll; r1 = *(u64 *)(r1 + 1); gotox r1 | ALIGNMENT",
        "r1 = table ll; r1 = *(u64 *)(r1 + 24); gotox r1 | MAP_VALUE_RANGE",
        "r1 = table ll; r2 = 7; *(u64 *)(r1 + 8) = r2; gotox r1 | MAP_READ_ONLY",
        "r1 = table ll; r1 = 42; gotox r1 | JUMP_RANGE",
        "r1 = table ll; gotox r1 | JUMP_RANGE",
        "gotox r1 | JUMP_RANGE",
        "r1 = table ll; r1 = *(u64 *)(r1 + 0); r2 = *(u64 *)(r1 + 0); gotox r1 | POINTER_TARGET",
        "r1 = table ll; r1 = *(u64 *)(r1 + 0); r1 += 8; gotox r1 | Undecided",
      })
  void indirectJumps(String body, String expected) {
    assertThat(told(verdict(source(body), WITH_JUMPS))).isEqualTo(expected);
  }

  /** What one way has not written is not there, whichever way the others went. */
  @Test
  void eachWayIsFollowed() {
    String jump = "r1 = table ll; r2 &= 1; r2 <<= 3; r1 += r2; r1 = *(u64 *)(r1 + 0); gotox r1";
    String both = source("r2 = *(u32 *)(r1 + 0); r0 = 7; " + jump).replace("r0 = 2\n", "");
    assertThat(told(verdict(both, WITH_JUMPS))).isEqualTo("Accepted");
    String one = source("r2 = *(u32 *)(r1 + 0); " + jump).replace("r0 = 2\n", "");
    assertThat(told(verdict(one, WITH_JUMPS))).isEqualTo("EXIT_VALUE");
    String none = source("r1 = table ll; r1 = *(u64 *)(r1 + 0); gotox r1").replace("r0 = 2\n", "");
    assertThat(told(verdict(none, WITH_JUMPS))).as("never goes there").isEqualTo("Accepted");
  }

  @Test
  void aTableStaysWithinItsFunction() {
    String outside =
        source("r1 = table ll; r1 = *(u64 *)(r1 + 0); call other; gotox r1")
            .replace(
                ".size choose, . - choose",
                ".size choose, . - choose\n.type other, @function\nother:\nr0 = 3\nexit")
            .replace("two - choose", "other - choose");
    assertThat(told(verdict(outside, WITH_JUMPS))).isEqualTo("JUMP_RANGE");
  }

  @Test
  void olderKernelsKnowNoSuchJump() {
    Verdict verdict =
        verdict(source("r1 = table ll; r1 = *(u64 *)(r1 + 0); gotox r1"), new KernelVersion(6, 18));
    assertThat(told(verdict)).isEqualTo("INVALID_INSTRUCTION");
  }

  @Test
  void aTableOfUnknownContentLeavesItOpen() {
    Subject subject =
        Subject.of(
                Assembler.assemble(
                        "r1 = map_value m, 0 ll\nr1 = *(u64 *)(r1 + 0)\ngotox r1\nr0 = 0\nexit")
                    .program()
                    .orElseThrow(),
                ProgramType.SOCKET_FILTER)
            .withMaps(Map.of(0, MapShape.of(MapType.INSN_ARRAY, 4, 16, 1, 0)));
    assertThat(Verifier.of(WITH_JUMPS).verify(subject))
        .isInstanceOfSatisfying(
            Verdict.Undecided.class,
            open -> assertThat(open.reason()).contains("the content of its instruction array"));
  }

  @ParameterizedTest
  @CsvSource({"7.2,Accepted", "7.1,INVALID_MAP"})
  void resizableHashes(String kernel, String expected) {
    Subject subject =
        Subject.of(
                Assembler.assemble(
                        """
                        r1 = map_fd m ll
                        *(u32 *)(r10 - 4) = 0
                        r2 = r10
                        r2 += -4
                        call map_lookup_elem
                        if r0 == 0 goto out
                        r0 = *(u64 *)(r0 + 0)
                        out:
                        exit
                        """)
                    .program()
                    .orElseThrow(),
                ProgramType.SOCKET_FILTER)
            .withMaps(Map.of(0, MapShape.of(MapType.RHASH, 4, 8, 10, 1)));
    assertThat(told(Verifier.of(KernelVersion.parse(kernel)).verify(subject))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE_FSESSION,7.0,r0 = 0,Accepted",
    "TRACE_FSESSION,7.0,r0 = 1,RETURN_RANGE",
    "TRACE_FSESSION,6.19,r0 = 0,PROGRAM_TYPE",
    "TRACE_FENTRY_MULTI,7.2,r0 = 0,Accepted",
    "TRACE_FEXIT_MULTI,7.2,r0 = 0,Accepted",
    "TRACE_FSESSION_MULTI,7.2,r0 = 0,Accepted",
    "TRACE_FSESSION_MULTI,7.1,r0 = 0,PROGRAM_TYPE",
  })
  void sessionsAndManyFunctions(AttachType type, String kernel, String body, String expected) {
    Subject subject =
        Subject.of(Assembler.assemble(body + "\nexit").program().orElseThrow(), ProgramType.TRACING)
            .at(type.value())
            .against("vfs_read");
    assertThat(told(Verifier.of(KernelVersion.parse(kernel)).verify(subject))).isEqualTo(expected);
  }

  @Test
  void whatIsToldOfOlderKernels() {
    Verdict verdict =
        Verifier.of(new KernelVersion(6, 1))
            .verify(
                Subject.of(
                        Assembler.assemble("r1 = map_fd m ll\nr0 = 0\nexit")
                            .program()
                            .orElseThrow(),
                        ProgramType.SOCKET_FILTER)
                    .withMaps(Map.of(0, MapShape.of(MapType.ARENA, 0, 0, 1, 1024))));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            rejected -> {
              assertThat(rejected.finding().rule()).isEqualTo(Rule.INVALID_MAP);
              assertThat(rejected.finding().message())
                  .isEqualTo("maps of the type ARENA are there since 6.9");
            });
  }
}
