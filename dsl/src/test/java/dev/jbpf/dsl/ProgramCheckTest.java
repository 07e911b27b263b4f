package dev.jbpf.dsl;

import static dev.jbpf.dsl.Arg.*;
import static dev.jbpf.dsl.Helpers.*;
import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jbpf.code.LinkException;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.testing.Vectors;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProgramCheckTest {

  private static Object[] row(String code, String message, Consumer<ProgramBuilder> body) {
    return new Object[] {code, message, body};
  }

  static Stream<Object[]> mistakes() {
    return Stream.of(
        row("register-unset", "mov: r3 has no value", b -> b.mov(R0, R3).exit()),
        row("register-unset", "add: r0 has no value", b -> b.add(R0, 1).exit()),
        row("register-unset", "exit: r0 has no value", b -> b.mov(R2, 1).exit()),
        row("register-unset", "jeq: r7", b -> b.mov(R0, 0).jeq(R7, 0, 0).exit()),
        row("register-unset", "stxw: r4", b -> b.stxw(R10, -4, R4).mov(R0, 0).exit()),
        row("register-unset", "ldxw: r5", b -> b.ldxw(R0, R5, 0).exit()),
        row("register-unset", "neg: r0", b -> b.neg(R0).exit()),
        row("register-unset", "ldabsb: r6", b -> b.ldabsb(0).exit()),
        row("register-unset", "acmp: r0", b -> b.mov(R1, 1).acmp(R10, -8, R1).mov(R0, 0).exit()),
        row("register-unset", "call: r2", b -> b.call(Helper.MAP_LOOKUP_ELEM).exit()),
        row(
            "register-lost",
            "ldxw: r1 has no value after a call",
            b -> b.call(ktimeGetNs()).ldxw(R0, R1, 0).exit()),
        row(
            "register-lost",
            "mov: r3",
            b ->
                b.mov(R3, 1)
                    .subprogram("s", s -> s.mov(R0, 0))
                    .callSubprogram("s")
                    .mov(R0, R3)
                    .exit()),
        row(
            "register-unset",
            "mov: r6",
            b -> b.mov(R6, 1).subprogram("s", s -> s.mov(R0, R6)).callSubprogram("s").exit()),
        row(
            "null-unchecked",
            "r0 may be null",
            b ->
                b.stw(R10, -4, 0).call(mapLookupElem(map("m"), stack(-4))).ldxdw(R0, R0, 0).exit()),
        row(
            "null-unchecked",
            "r7 may be null",
            b ->
                b.call(ringbufReserve(map("m"), imm(8), imm(0)))
                    .mov(R7, R0)
                    .stdw(R7, 0, 1)
                    .mov(R0, 0)
                    .exit()),
        row("stack-range", "bytes -516 to -513", b -> b.stw(R10, -516, 0).mov(R0, 0).exit()),
        row("stack-range", "bytes -4 to 3", b -> b.stdw(R10, -4, 0).mov(R0, 0).exit()),
        row("stack-range", "bytes 8 to 8", b -> b.ldxb(R0, R10, 8).exit()),
        row("frame-pointer", "add writes r10", b -> b.add(R10, 8).mov(R0, 0).exit()),
        row("divide-by-zero", "div by 0", b -> b.mov(R0, 1).div(R0, 0).exit()),
        row("divide-by-zero", "smod32 by 0", b -> b.mov(R0, 1).smod32(R0, 0).exit()),
        row("shift-range", "lsh by 64", b -> b.mov(R0, 1).lsh(R0, 64).exit()),
        row("shift-range", "rsh32 by 32", b -> b.mov(R0, 1).rsh32(R0, 32).exit()),
        row("shift-range", "arsh by -1", b -> b.mov(R0, 1).arsh(R0, -1).exit()),
        row("falls-off", "goes on behind", b -> b.mov(R0, 0)),
        row("falls-off", "goes on behind", b -> b.mov(R0, 0).jeq(R0, 0, 1).exit()),
        row("jump-target", "no instruction starts at slot 9", b -> b.mov(R0, 0).ja(7).exit()),
        row("jump-target", "at slot 3", b -> b.mov(R0, 0).ja(1).lddw(R0, 1L).exit()),
        row("unreachable", "no way leads here", b -> b.mov(R0, 0).exit().mov(R0, 1).exit()),
        row("unreachable", "no way", b -> b.mov(R0, 0).ja("end").mov(R0, 1).label("end").exit()),
        row("label-undefined", "did you mean 'end'?", b -> b.ja("edn").label("end").exit()),
        row("label-duplicate", "bound twice", b -> b.label("a").label("a").exit()));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsToldWithItsLine(String code, String message, Consumer<ProgramBuilder> body) {
    LinkException e =
        catchThrowableOfType(LinkException.class, () -> program(ProgramType.SOCKET_FILTER, body));
    Diagnostic first = e.diagnostics().get(0);
    assertThat(e.diagnostics()).extracting(Diagnostic::code).contains(code);
    assertThat(e).hasMessageContaining(message);
    assertThat(first.notes()).isNotEmpty();
    assertThat(first.origin())
        .isInstanceOfSatisfying(
            Origin.Java.class, java -> assertThat(java.file()).isEqualTo("ProgramCheckTest.java"));
  }

  @Test
  void whatHoldsOnSomeWayIsNoMistake() {
    assertThatCode(
            () ->
                program(
                    ProgramType.SOCKET_FILTER,
                    b -> {
                      b.ldxw(R2, R1, 0);
                      b.ifThen(R2.gt(4), t -> t.mov(R3, 1));
                      b.mov(R0, 0);
                      b.ifThen(R2.gt(4), t -> t.mov(R0, R3));
                      b.exit();
                    }))
        .doesNotThrowAnyException();
  }

  /**
   * Of these the verifier knows, by the range of a value, that the wrong instruction never runs.
   */
  private static final Set<Long> DEAD_BY_VALUE = Set.of(2L, 467L, 734L, 738L, 739L, 751L, 1201L);

  @Test
  void noProgramThatTheKernelAcceptsIsRefused() {
    List<String> refused = new ArrayList<>();
    int caught = 0;
    int rejected = 0;
    for (Map<String, Object> row : Vectors.rows("verifier.jsonl")) {
      Program program = Program.decode(Vectors.bytes(row.get("insns")), ByteOrder.LITTLE_ENDIAN);
      boolean isAccepted = row.get("kernel618").equals("ACCEPT");
      rejected += isAccepted ? 0 : 1;
      try {
        ProgramCheck.check(program);
      } catch (LinkException e) {
        if (isAccepted && !DEAD_BY_VALUE.contains(row.get("id"))) {
          refused.add(row.get("id") + ": " + e.getMessage());
        } else if (!isAccepted) {
          caught++;
        }
      }
    }
    assertThat(refused).isEmpty();
    assertThat(caught).as("of %d that the kernel refuses", rejected).isGreaterThan(20);
  }
}
